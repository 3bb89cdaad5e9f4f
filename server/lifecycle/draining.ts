import type { ServerResponse } from 'node:http'

/** Whether the process is about to stop. From then on every answer ends its connection, so that clients take the next one to another process. */
export class Draining {
  private readonly underWay = new Set<ServerResponse>()
  private begun = false

  /** `end` is called when it begins: what stays open without end closes then. */
  constructor(private readonly end: () => void = () => {}) {}

  get hasBegun(): boolean {
    return this.begun
  }

  /** Called for each answer before it is made. */
  note(res: ServerResponse): void {
    if (this.begun) return void res.setHeader('Connection', 'close')
    this.underWay.add(res)
    res.once('close', () => this.underWay.delete(res))
  }

  begin(): void {
    this.begun = true
    this.end()
    for (const res of this.underWay) if (!res.headersSent) res.setHeader('Connection', 'close')
  }
}
