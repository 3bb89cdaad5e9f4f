import { subjectRoute } from '../../_page/subject'

export const instant = false

const route = subjectRoute('place')
export const generateMetadata = route.generateMetadata
export default route.Page
