import { Fail } from '@/ui/notice'

export default function Forbidden() {
  return (
    <Fail code="403" title="Jobs are for admins and owners">
      <p>Here whoever runs this site sees what failed. To see it too, ask an owner to make you an admin.</p>
      <p>
        <a href="/">To the front page</a> or <a href="/account">to your account</a>
      </p>
    </Fail>
  )
}
