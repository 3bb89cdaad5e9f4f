import { subjectRoute } from '../../_page/subject'

export const instant = false

const route = subjectRoute('group')
export const generateMetadata = route.generateMetadata
export default route.Page
