import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import { findPoste } from '../../../kernel/identite/affectation.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { departementDe } from '../lecteur.ts'
import { getVersion, listCourants } from '../referentiel/referentiel.queries.ts'
import type { Corps, Regles } from '../referentiel/schemas.ts'
import { listPieces } from '../piece/piece.queries.ts'
import type { Piece } from '../piece/piece.queries.ts'
import { existeSeanceCeJour } from '../seance/jour.queries.ts'
import type { Acte, Referentiels } from './acte.ts'
import { findMemeTexte } from './acte.queries.ts'
import { verifierActe } from './anomalie.ts'
import type { Anomalie, PieceLue } from './anomalie.ts'

/** The lists in force on a day, read, with their ids to be kept by what begins under them. */
export type EnVigueur = { ids: Referentiels; regles: Regles; natures: Corps<'natures'>; matieres: Corps<'matieres'>; grilles: Corps<'grilles'>; strategie: Corps<'strategie'>; locale: Corps<'strategie'> | undefined; anomalies: Corps<'anomalies'>; lettres: Corps<'lettres'> }

/** Everything published that applies on that day in a commune's département. */
export async function enVigueur(db: Db, maison: Maison, commune: string | undefined, jour: string): Promise<EnVigueur> {
  const c = await listCourants(db, jour, commune && departementDe(maison.territoires, commune))
  const [regles, natures, matieres, grilles, strategie, anomalies, lettres] = await Promise.all([
    getVersion<'regles'>(db, c.regles), getVersion<'natures'>(db, c.natures), getVersion<'matieres'>(db, c.matieres), getVersion<'grilles'>(db, c.grilles), getVersion<'strategie'>(db, c.strategie), getVersion<'anomalies'>(db, c.anomalies), getVersion<'lettres'>(db, c.lettres),
  ])
  const locale = c.locale ? (await getVersion<'strategie'>(db, c.locale)).corps : undefined
  const ids = { regles: c.regles, natures: c.natures, matieres: c.matieres, grilles: c.grilles, strategie: c.strategie, ...(c.locale ? { locale: c.locale } : {}) }
  return { ids, regles: regles.corps, natures: natures.corps, matieres: matieres.corps, grilles: grilles.corps, strategie: strategie.corps, locale, anomalies: anomalies.corps, lettres: lettres.corps }
}

/** The lists an act was received under; those of today for one that was not. */
export async function sousLesquels(db: Db, maison: Maison, acte: Pick<Acte, 'commune' | 'referentiels'>, maintenant: Date): Promise<EnVigueur> {
  const aujourdhui = await enVigueur(db, maison, acte.commune, jourLocal(maintenant))
  const { regles, natures, matieres, grilles } = acte.referentiels
  if (!regles) return aujourdhui
  const [r, n, m, g] = await Promise.all([getVersion<'regles'>(db, regles), natures ? getVersion<'natures'>(db, natures) : undefined, matieres ? getVersion<'matieres'>(db, matieres) : undefined, grilles ? getVersion<'grilles'>(db, grilles) : undefined])
  return { ...aujourdhui, ids: acte.referentiels, regles: r.corps, natures: n?.corps ?? aujourdhui.natures, matieres: m?.corps ?? aujourdhui.matieres, grilles: g?.corps ?? aujourdhui.grilles }
}

/** Everything an act would be told if it were sent now. */
export async function anomaliesDe(db: Db, acte: Acte, pieces: readonly Piece[], v: EnVigueur, maintenant: Date): Promise<Anomalie[]> {
  const jour = jourLocal(maintenant)
  const principal = pieces.find((p) => p.role === 'principal')
  const tenants = acte.dateActe && acte.dateActe <= jour ? await listTenants(db, [acte.commune], acte.dateActe, { partis: true }) : []
  const poste = acte.signatairePoste ? await findPoste(db, acte.signatairePoste) : undefined
  return verifierActe(
    { ...acte, roleSignataire: poste?.role },
    {
      regles: v.regles, natures: v.natures, matieres: v.matieres, anomalies: v.anomalies, jour, commune: acte.commune, pieces: pieces as readonly PieceLue[],
      signataires: tenants.flatMap((t) => t.postes.map((p) => p.role)),
      memeTexte: principal ? await findMemeTexte(db, acte.commune, principal.sha256, acte.id) : undefined,
      seanceCeJour: acte.dateActe !== null && (await existeSeanceCeJour(db, acte.commune, acte.dateActe)),
    },
  )
}

/** The same from an id, for a page that shows them. */
export async function anomaliesAuJour(db: Db, maison: Maison, acte: Acte, maintenant: Date): Promise<{ anomalies: Anomalie[]; pieces: Piece[]; v: EnVigueur }> {
  const [pieces, v] = await Promise.all([listPieces(db, acte.id), enVigueur(db, maison, acte.commune, jourLocal(maintenant))])
  return { anomalies: await anomaliesDe(db, acte, pieces, v, maintenant), pieces, v }
}
