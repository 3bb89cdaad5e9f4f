import { enhance, sendInPlace } from './live'

/** Light and dark without loading the page again. */
enhance(() => sendInPlace('form.theme', (answer) => void (document.documentElement.dataset.theme = (answer as { theme: string }).theme), () => {})) // prettier-ignore
