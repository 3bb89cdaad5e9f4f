import { recordRoute } from '../../_page/record'

export const instant = false

const route = recordRoute('person')
export const generateMetadata = route.generateMetadata
export default route.Page
