import { Fail } from '@/ui/notice'

export default function NotFound() {
  return (
    <Fail code="404" title="This is not in your studio">
      <p>It does not exist, or it is somebody else’s list. Editors see every list, authors their own.</p>
      <p>
        <a href="/admin">All your lists</a>
      </p>
    </Fail>
  )
}
