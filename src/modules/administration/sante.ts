import { statfs } from 'node:fs/promises'
import { sql } from '../../kernel/db/index.ts'
import { retard } from '../../kernel/journal/index.ts'
import type { Lecture } from '../../kernel/module.ts'

export type Sante = {
  base: { version: string; octets: number; ms: number }
  file: { attente: number; encours: number; echouees: number }
  journal: { nombre: number; secondes: number }
  disque: { libre: number; total: number } | undefined
  messages: { attente: number; enErreur: number }
}

/** What an administrator looks at first: database, queue, journal's lag, disk, messages that do not leave. */
export async function mesurer({ db, maison, maintenant }: Pick<Lecture, 'db' | 'maison' | 'maintenant'>, messages: Sante['messages']): Promise<Sante> {
  const debut = performance.now()
  const { rows } = await sql<{ version: string; octets: number }>`select current_setting('server_version') as version, pg_database_size(current_database()) as octets`.execute(db)
  const ms = performance.now() - debut
  const [file, enRetard, disque] = await Promise.all([maison.file.etat(), retard(db), statfs(maison.reglages.donnees).catch(() => undefined)])
  const total = (quoi: 'attente' | 'encours' | 'echouees') => file.reduce((n, tache) => n + Number(tache[quoi]), 0)
  return {
    base: { version: rows[0]?.version ?? '?', octets: Number(rows[0]?.octets ?? 0), ms },
    file: { attente: total('attente'), encours: total('encours'), echouees: total('echouees') },
    journal: { nombre: enRetard.nombre, secondes: enRetard.plusAncienne ? Math.max(0, (maintenant.getTime() - enRetard.plusAncienne.getTime()) / 1000) : 0 },
    disque: disque && { libre: disque.bavail * disque.bsize, total: disque.blocks * disque.bsize },
    messages,
  }
}
