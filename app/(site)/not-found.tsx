import { Missing } from './_page/missing'

export default Missing
