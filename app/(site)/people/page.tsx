import { recordIndexRoute } from '../_page/record-index'

export const instant = false

const route = recordIndexRoute('person')
export const generateMetadata = route.generateMetadata
export default route.Page
