import { Fail } from '@/ui/notice'

export default function Forbidden() {
  return (
    <Fail code="403" title="Votes are judged by moderators">
      <p>Here editors see which votes are set aside. To see them too, ask an admin to make you an editor.</p>
      <p>
        <a href="/">To the front page</a> or <a href="/admin">to your lists</a>
      </p>
    </Fail>
  )
}
