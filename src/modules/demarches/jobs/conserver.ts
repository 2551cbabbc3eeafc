import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import type { Travail } from '../../../kernel/module.ts'
import { listDus } from '../conservation/conservation.queries.ts'
import { conserver as conserverUn } from '../conservation/conserver.ts'
import { jourDe } from '../horloge.ts'

const LOT = 200

/** Every night: tells holders, then archives and erases what they were told of. One transaction a file: killed at any moment, it goes on where it was, and does nothing twice. */
export const conserver = job({
  nom: 'demarches.conserver',
  titre: 'Archiver et effacer ce que les règles ne gardent plus',
  schema: z.object({}),
  cron: '40 1 * * *',
  run: async (lu) => {
    await parcourir(lu, 'agir')
    await parcourir(lu, 'prevenir')
  },
})

async function parcourir({ db, maison, maintenant, ecrire }: Travail<object>, geste: 'prevenir' | 'agir'): Promise<void> {
  const jour = jourDe(maintenant)
  const acte = { maison, par: 'systeme:demarches.conserver', parNom: 'Iroko', maintenant }
  // Each batch begins after the last file of the one before: what stands in the way of one stops none.
  let curseur: string | undefined
  do {
    const lot: string[] = await listDus(db, geste, jour, curseur, LOT)
    for (const id of lot) await ecrire((tx) => conserverUn(tx, id, acte))
    curseur = lot.length < LOT ? undefined : lot.at(-1)
  } while (curseur)
}
