// npm hands a SIGTERM to the shell between us, which dies without a word: the server would stay, with its port.
// Under npm, the loss of that shell or of npm itself is therefore the order to stop. Loaded before the server.
import { readFileSync } from 'node:fs'

if (process.env.npm_lifecycle_event && process.ppid > 1) {
  const depart = lignee()
  const guet = setInterval(() => {
    if (lignee() === depart) return
    clearInterval(guet)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  guet.unref()
}

/** Our parent and, where the system tells, its own. */
function lignee() {
  const parent = process.ppid
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    return `${parent} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`
  } catch {
    return `${parent}`
  }
}
