import { Fail } from '@/ui/notice'

export default function Forbidden() {
  return (
    <Fail code="403" title="The studio is for writers">
      <p>Your account may read, vote and comment. To write lists, ask an editor of this site to make you an author.</p>
      <p>
        <a href="/">To the front page</a> or <a href="/account">to your account</a>
      </p>
    </Fail>
  )
}
