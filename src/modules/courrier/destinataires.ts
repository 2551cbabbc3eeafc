import { comparerNoms } from '../../lib/francais.ts'
import { jourLocal } from '../../kernel/calendrier/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { listPostes } from '../../kernel/identite/affectation.queries.ts'
import { findRole } from '../../kernel/identite/role.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Courrier } from './courrier.ts'
import { peut } from './droits.ts'
import { bureauDuPoste } from './lecteur.ts'

/** Somebody a letter may be given to: a post that is held, or a whole office. `cle` is `poste:<uuid>` or `bureau:<id>`; `complet` adds the office of a post when it is another one. */
export type Destinataire = { cle: string; nom: string; complet: string; groupe: string; versBureau: string | null; versPoste: string | null }

/** Posts of a house at most in one form: a direction has tens. */
const AU_PLUS = 300

/**
 * To whom this letter may be given: the posts of its territory that are held today, its own office's first, then the other offices
 * seated there. A confidential letter goes to persons only.
 */
export async function listDestinataires(db: Db, maison: Maison, courrier: Pick<Courrier, 'territoire' | 'bureau' | 'confidentiel'>, maintenant: Date): Promise<Destinataire[]> {
  const { territoires } = maison
  const postes = await listPostes(db, { codes: [courrier.territoire] }, jourLocal(maintenant), { limite: AU_PLUS })
  const tenus = postes.flatMap((p): (Destinataire & { ici: boolean })[] => {
    const bureau = bureauDuPoste(p, territoires)
    const noms = [...(p.titulaire ? [p.titulaire] : []), ...p.interims.map((nom) => `${nom} par intérim`)]
    if (noms.length === 0 || !bureau || !peut(p.role, 'courrier.traiter')) return []
    const nom = `${noms.join(', ')} (${findRole(p.role)?.titre ?? p.role})`
    const ici = bureau.id === courrier.bureau
    return [{ cle: `poste:${p.id}`, nom, complet: ici ? nom : `${nom}, ${bureau.nom}`, groupe: bureau.nom, versBureau: null, versPoste: p.id, ici }]
  })
  const offices = territoires.bureaux(courrier.territoire).filter((b) => b.id !== courrier.bureau && !courrier.confidentiel)
  const bureaux = offices.map((b) => ({ cle: `bureau:${b.id}`, nom: b.nom, complet: b.nom, groupe: 'Un bureau entier', versBureau: b.id, versPoste: null }))
  const noms = (liste: typeof tenus) => liste.map(({ cle, nom, complet, groupe, versBureau, versPoste }) => ({ cle, nom, complet, groupe, versBureau, versPoste }))
  const ailleurs = tenus.filter((p) => !p.ici).toSorted((a, b) => comparerNoms(a.groupe, b.groupe))
  return [...noms(tenus.filter((p) => p.ici)), ...bureaux.toSorted((a, b) => comparerNoms(a.nom, b.nom)), ...noms(ailleurs)]
}
