export { default } from './error.client'
