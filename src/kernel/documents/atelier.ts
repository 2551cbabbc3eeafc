import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/index.ts'
import type { Depot } from '../fichiers/index.ts'
import { getCle, ouvrirTrousseau, relireTrousseau } from './cles.ts'
import type { Atelier } from './emettre.ts'
import { signerListe } from './liste.ts'
import { compterRevocations, listRevocations } from './queries.ts'
import { ouvrirRendeur } from './rendre.ts'

/** The workshop of documents, open for the whole life of the server. */
export type AtelierOuvert = Atelier & {
  /** The signed revocation list (compact JWS), from memory unless a revocation was written since, or an hour has passed. */
  listeSignee: (db: Db, maintenant: Date) => Promise<string>
  fermer: () => void
}

const INSTITUTION = 'Iroko, démonstration'
const MODELES = join(import.meta.dirname, '../../../content/modeles')
/** A verifier trusts a list for a day: one of an hour is always fresh enough, and old browsers learn the time. */
const HEURE = 3_600_000

/**
 * Opens the keys of `<donnees>/cles` (made at the first start) and the typesetting processes, which start at the first
 * document. `adresse` is the public address: its host is written in every seal. `institution` is the holder of the
 * certificates, IROKO_INSTITUTION by default.
 */
export async function ouvrirAtelier(lieu: { donnees: string; adresse: string; depot: Pick<Depot, 'ecrire' | 'lire'>; institution?: string }, maintenant: Date): Promise<AtelierOuvert> {
  const { depot } = lieu
  const institution = lieu.institution ?? (process.env.IROKO_INSTITUTION || INSTITUTION)
  const dossierCles = join(lieu.donnees, 'cles')
  const trousseau = await ouvrirTrousseau(dossierCles, { institution, maintenant })
  // A new key is a new name in the folder: its time of change says whether to read again.
  const changeLe = async () => (await stat(dossierCles)).mtimeMs
  let luLe = await changeLe()
  const rendeur = ouvrirRendeur({ dossierModeles: MODELES })
  const hote = new URL(lieu.adresse).host
  let gardee: { etat: string; signeeLe: number; jws: Promise<string> } | undefined
  const atelier: AtelierOuvert = {
    trousseau,
    actualiser: async () => {
      const vu = await changeLe()
      if (vu === luLe) return
      atelier.trousseau = await relireTrousseau(atelier.trousseau)
      luLe = vu
    },
    rendeur,
    adresse: lieu.adresse,
    coffre: { ecrire: (octets) => depot.ecrire(octets), lire: (sha256) => depot.lire(sha256) },
    listeSignee: async (db, instant) => {
      await atelier.actualiser()
      const etat = `${getCle(atelier.trousseau, 'liste').kid} ${await compterRevocations(db)}`
      const age = gardee ? instant.getTime() - gardee.signeeLe : Infinity
      if (gardee?.etat === etat && age >= 0 && age < HEURE) return gardee.jws
      const jws = listRevocations(db, instant).then((revocations) => signerListe(getCle(atelier.trousseau, 'liste'), { hote, revocations, maintenant: instant }))
      const neuve = { etat, signeeLe: instant.getTime(), jws }
      gardee = neuve
      // A list that could not be signed is not kept: the next reader tries again.
      jws.catch(() => (gardee = gardee === neuve ? undefined : gardee))
      return jws
    },
    fermer: () => rendeur.fermer(),
  }
  return atelier
}
