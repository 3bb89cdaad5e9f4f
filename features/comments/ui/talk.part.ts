/** What a conversation needs when somebody comes back to it, or does something in it: a heart, an answer, a preview, words beside a field that was refused. */
export { sendHeart } from './heart'
export { offerPreview } from './preview'
export { showRefusal } from './refusal'
export { openReply } from './reply-in-place'
export { countOwn, markNew } from './seen'
