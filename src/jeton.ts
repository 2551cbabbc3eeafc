import { parseArgs } from 'node:util'
import { lancer } from './commande.ts'
import type { Base } from './kernel/db/index.ts'
import { insertJeton } from './kernel/identite/jeton.queries.ts'
import { insertEntrees } from './kernel/journal/index.ts'
import { ouvrirTerritoires } from './kernel/territoire/index.ts'
import { exigerJeton } from './modules/administration/index.ts'
import { MODULES } from './modules/index.ts'

// The command behind bin/jeton.mjs: the same rules as the screen, a named actor, one entry of the journal.

const USAGE = `Emploi : node bin/jeton.mjs --pour « caisse de retraite » --droit demarches.lire [--droit …] --lieu Bohicon [--lieu …] [--jours 365]
Droits : ${MODULES.flatMap((m) => Object.keys(m.permissions).filter((nom) => !m.personnelles?.includes(nom))).join(', ')}`

/** Creates a token for a named purpose and writes it in the journal. Returns its secret, shown once. */
export async function creerJeton(base: Base, demande: { pour: string; droits: readonly string[]; lieux: readonly string[]; jours: number }, maintenant: Date): Promise<string> {
  const territoires = await ouvrirTerritoires(base.lire)
  const expireLe = new Date(maintenant.getTime() + demande.jours * 86_400_000)
  const lue = exigerJeton({ nom: demande.pour, permissions: demande.droits, lieux: demande.lieux, expireLe }, MODULES, territoires, maintenant)
  const acteur = 'systeme:bin/jeton'
  return base.ecrire(async (tx) => {
    const { id, secret } = await insertJeton(tx, { ...lue, creePar: acteur, maintenant })
    const detail = { permissions: [...lue.permissions], territoires: [...lue.territoires], expire: lue.expireLe.toISOString() }
    await insertEntrees(tx, [{ verbe: 'administration.creer-jeton', acteur, objet: `jeton:${id}`, territoire: null, detail, le: maintenant }])
    return secret
  })
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { pour: { type: 'string' }, droit: { type: 'string', multiple: true }, lieu: { type: 'string', multiple: true }, jours: { type: 'string' }, aide: { type: 'boolean' } } })
  if (values.aide || !values.pour || !values.droit || !values.lieu) {
    console.error(USAGE)
    process.exitCode = 2
  } else {
    const { pour, droit, lieu } = values
    await lancer(async ({ base, maintenant }) => creerJeton(base, { pour, droits: droit, lieux: lieu, jours: Number(values.jours ?? 365) }, maintenant))
  }
}
