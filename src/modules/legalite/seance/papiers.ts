import { dateLongue, dateSimple } from '../../../lib/francais.ts'
import { remplacerSansDessin } from '../../../kernel/documents/dessins.ts'
import type { Emission } from '../../../kernel/documents/emettre.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { QUALITES } from './membre.ts'
import type { Qualite } from './membre.ts'
import { ecrireHeure, jourDe, nomCommune } from './porte.ts'
import { deNom, direMoment, direSession } from './seance.ts'
import type { Point, Seance } from './seance.ts'

const MODELE_CONVOCATION = `#import "/modeles/convocation.typ": convocation, donnees as d
#show: convocation.with(d: d)`
const MODELE_PROCES_VERBAL = `#import "/modeles/proces-verbal.typ": proces-verbal, donnees as d
#show: proces-verbal.with(d: d)`

/** Under which name the sealed minutes are kept. */
export const objetProcesVerbal = (seanceId: string): string => `seance:${seanceId}`

function enteteDe({ territoires }: Pick<Maison, 'territoires'>, commune: string): { departement: string; commune: string } {
  return { departement: territoires.ancetres(commune).find((t) => t.niveau === 'departement')?.nom ?? '', commune: territoires.trouver(commune)?.nom ?? commune }
}

/** The convocations, one page for each of these members, with the slip he signs. What nobody can draw is a square. */
export function imprimerConvocations(maison: Maison, seance: Seance, points: readonly Point[], membres: readonly { nom: string; qualite: Qualite }[], maintenant: Date): Promise<Uint8Array> {
  const donnees = {
    auteur: `Commune ${deNom(nomCommune(maison, seance.commune))}`,
    entete: enteteDe(maison, seance.commune),
    titre: seance.remplace ? 'Seconde convocation' : 'Convocation',
    le: dateSimple(seance.convoqueeLe ?? maintenant),
    session: direSession(seance).toLowerCase(),
    quand: direMoment(seance.prevueLe),
    lieu: remplacerSansDessin(seance.lieu),
    motif: remplacerSansDessin(seance.motif),
    seconde: seance.remplace !== null,
    points: points.map((p) => ({ rang: p.rang, objet: remplacerSansDessin(p.objet), rapporteur: remplacerSansDessin(p.rapporteur) })),
    membres: membres.map((m) => ({ nom: remplacerSansDessin(m.nom), qualite: QUALITES[m.qualite] })),
    specimen: maison.reglages.mode === 'demonstration',
  }
  return maison.atelier.rendeur.rendrePdf({ modele: MODELE_CONVOCATION, donnees, date: maintenant })
}

/** The minutes as they are printed and sealed: the text that was kept, never composed again. */
export function emissionProcesVerbal(maison: Maison, seance: Seance, maintenant: Date): Emission {
  const commune = nomCommune(maison, seance.commune)
  const numero = `PV-${jourDe(seance)}-${ecrireHeure(seance.prevueLe).replace(':', '').padStart(4, '0')}`
  return {
    modele: MODELE_PROCES_VERBAL,
    donnees: {
      entete: enteteDe(maison, seance.commune),
      session: `${direSession(seance)}, ${dateLongue(seance.prevueLe)}`,
      blocs: remplacerSansDessin(seance.procesVerbal).split(/\n{2,}/).map((bloc) => bloc.split('\n')),
      president: remplacerSansDessin(seance.president ?? ''),
      secretaire: remplacerSansDessin(seance.secretaire ?? ''),
      specimen: maison.reglages.mode === 'demonstration',
    },
    genre: 'proces-verbal',
    numero,
    titre: 'Procès-verbal de séance',
    objet: objetProcesVerbal(seance.id),
    territoire: seance.commune,
    champs: { autorite: `Conseil communal ${deNom(commune)}`, objet: `${direSession(seance)}, ${dateLongue(seance.prevueLe)}`, lieu: commune },
    emisLe: maintenant,
    emisPar: 'systeme:legalite.sceller-proces-verbal',
  }
}
