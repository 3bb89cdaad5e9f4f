import { subjectIndexRoute } from '../_page/subject-index'

export const instant = false

const route = subjectIndexRoute('person')
export const generateMetadata = route.generateMetadata
export default route.Page
