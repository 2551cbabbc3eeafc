import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Maison } from '../../../kernel/maison.ts'
import type { Brut } from '../../../kernel/module.ts'
import { findBac, insertBac, updateBacRembourse } from '../bac-a-sable.queries.ts'
import type { Avis, Prestataire } from '../prestataire.ts'

export const BAC_A_SABLE = 'bac-a-sable'
const HORODATAGE = 'x-bac-horodatage'
const SIGNATURE = 'x-bac-signature'
export const ENTETES_BAC: readonly string[] = [HORODATAGE, SIGNATURE]

const avis = z.object({ reference: z.string().max(60), tentative: z.string().max(60), issue: z.enum(['reussie', 'echouee']), montant: z.int().min(0) })

/** The key that the sandbox and the house share. */
const cleBac = (maison: Pick<Maison, 'cle'>): KeyObject => maison.cle('paiement:bac-a-sable')

const signature = (cle: KeyObject, horodatage: string, corps: Buffer): Buffer => createHmac('sha256', cle).update(`${horodatage}.`).update(corps).digest()

/** A notice as the sandbox sends it: its bytes, and the headers that sign them (HMAC-SHA-256 over the second it was signed, a dot, and the bytes). */
export function signerAvis(maison: Pick<Maison, 'cle'>, contenu: z.infer<typeof avis>, le: Date): { corps: string; entetes: Record<string, string> } {
  const corps = JSON.stringify(contenu)
  const horodatage = String(Math.floor(le.getTime() / 1000))
  return { corps, entetes: { 'content-type': 'application/json', [HORODATAGE]: horodatage, [SIGNATURE]: signature(cleBac(maison), horodatage, Buffer.from(corps)).toString('hex') } }
}

function lireAvis(maison: Maison, { corps, entetes }: Brut): Avis | undefined {
  const horodatage = entetes[HORODATAGE] ?? ''
  const lue = Buffer.from(entetes[SIGNATURE] ?? '', 'hex')
  if (!/^\d{1,12}$/.test(horodatage)) return undefined
  const vraie = signature(cleBac(maison), horodatage, corps)
  if (lue.length !== vraie.length || !timingSafeEqual(lue, vraie)) return undefined
  try {
    const contenu = avis.safeParse(JSON.parse(corps.toString('utf8')))
    return contenu.success ? { ...contenu.data, emisLe: new Date(Number(horodatage) * 1000) } : undefined
  } catch {
    return undefined
  }
}

/** The sandbox: its own pages where the visitor pays, fails or gives up, then a signed notice, as a true provider would send. No money. */
export function bacASable(maison: Maison): Prestataire {
  return {
    nom: BAC_A_SABLE,
    titre: 'Bac à sable (aucun argent)',
    entetes: ENTETES_BAC,
    ouvrir: async ({ id, montant, libelle }, retour) => {
      const reference = `BAS-${randomBytes(6).toString('hex').toUpperCase()}`
      const gardee = await maison.base.ecrire((tx) => insertBac(tx, { reference, tentative: id, montant, libelle, retour }, new Date()))
      return { reference: gardee, url: `/bac-a-sable/paiements/${gardee}` }
    },
    lireAvis: (brut) => lireAvis(maison, brut),
    interroger: async (reference) => {
      const bac = await findBac(maison.base.lire, reference)
      if (!bac) return { issue: 'inconnue', montant: 0 }
      return { issue: bac.issue === 'abandonnee' ? 'ouverte' : bac.issue, montant: bac.montant }
    },
    rembourser: async ({ cle, reference }) => {
      await maison.base.ecrire((tx) => updateBacRembourse(tx, reference, cle))
      return { reference: `R-${reference}` }
    },
  }
}

/** Where the sandbox, which lives in this very process, finds the callback door. */
export function adresseInterne({ hote, port }: Pick<Maison['reglages'], 'hote' | 'port'>): string {
  const ici = hote === '0.0.0.0' || hote === '::' ? '127.0.0.1' : hote.includes(':') ? `[${hote}]` : hote
  return `http://${ici}:${port}`
}
