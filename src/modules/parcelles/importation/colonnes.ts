/** Which column of a file is which part of a parcel, told by its title. Pure. */
import { sansAccents } from '../../../lib/francais.ts'
import type { Champ } from '../lire-parcelle.ts'

export type Partie = Champ | 'commune' | 'arrondissement' | 'detenteur' | 'piece' | 'mode' | 'acte' | 'du'

/** Titles met in town halls, without accents, spaces or signs; the first is the one our own exports write. */
const TITRES: Readonly<Record<Partie, readonly string[]>> = {
  lotissement: ['lotissement', 'nomlotissement', 'nomdulotissement'],
  tranche: ['tranche', 'phase'],
  lot: ['lot', 'nlot', 'nolot', 'numlot', 'numerolot', 'numerodelot', 'numerodulot', 'ilot'],
  parcelle: ['parcelle', 'nparcelle', 'noparcelle', 'numparcelle', 'numeroparcelle', 'numerodeparcelle', 'lettre', 'lettredeparcelle'],
  el: ['el', 'nel', 'noel', 'numel', 'numeroel', 'etatdeslieux', 'numerodetatdeslieux', 'numeroetatdeslieux', 'netatdeslieux'],
  quartier: ['quartier', 'village', 'quartierouvillage', 'quartierdeville'],
  contenance: ['contenancem2', 'contenance', 'superficie', 'superficiem2', 'surface', 'surfacem2', 'aire', 'airem2', 'contenancedeclaree'],
  titre: ['titreouattestation', 'titre', 'attestation', 'reference', 'titrefoncier', 'permisdhabiter', 'referencedutitre'],
  contour: ['contourwkt', 'contour', 'wkt', 'geometrie', 'geometry', 'geom'],
  commune: ['commune'],
  arrondissement: ['arrondissement'],
  detenteur: ['detenteur', 'nom', 'nometprenoms', 'nomprenoms', 'titulaire', 'attributaire', 'proprietaire', 'acquereur', 'beneficiaire', 'occupant'],
  piece: ['piece', 'piecedidentite', 'numerodepiece', 'npi', 'cip'],
  mode: ['mode', 'comment', 'modedacquisition'],
  acte: ['acte', 'referencedelacte'],
  du: ['depuis', 'depuisle', 'du', 'datedacquisition', 'date', 'dateattribution', 'datedattribution'],
}

const net = (titre: string) => sansAccents(titre).replace(/²/g, '2').replace(/[^a-z0-9]+/g, '')

/** For each column of the file, the part it holds, or null when it is left aside; a part is taken once. */
export function reconnaitre(colonnes: readonly string[]): (Partie | null)[] {
  const prises = new Set<Partie>()
  return colonnes.map((colonne) => {
    const cle = net(colonne)
    const partie = (Object.keys(TITRES) as Partie[]).find((p) => TITRES[p].includes(cle))
    if (!partie || prises.has(partie)) return null
    prises.add(partie)
    return partie
  })
}

/** What each part is called, on the page that shows how columns were understood. */
export const DITES: Readonly<Record<Partie, string>> = {
  lotissement: 'Lotissement', tranche: 'Tranche', lot: 'Lot', parcelle: 'Parcelle', el: 'Numéro d’état des lieux', quartier: 'Quartier', contenance: 'Contenance', titre: 'Titre ou attestation', contour: 'Contour',
  commune: 'Commune (vérifiée)', arrondissement: 'Arrondissement', detenteur: 'Détenteur', piece: 'Pièce du détenteur', mode: 'Comment il la détient', acte: 'Acte', du: 'Détient depuis',
}
