import { suivre, suivreJour } from '../../../ui/index.ts'
import type { ChampSuivi } from '../../../ui/index.ts'
import type { Acte } from './acte.ts'
import { TOTAUX } from './saisie.ts'

/** What the form of an act carries, so that two people who correct it at once see both versions (decision 0041). */
export function suivreActe(acte: Acte): ChampSuivi[] {
  const total = (t: (typeof TOTAUX)[number]) => acte.budget?.find((l) => l.section === t.section && l.sens === t.sens)?.montant ?? null
  return [
    suivre('Nature', 'nature', acte.nature),
    suivre('Matière', 'matiere', acte.matiere),
    suivre('Objet', 'objet', acte.objet),
    suivreJour('Date de l’acte', 'dateActe', acte.dateActe),
    suivre('Numéro', 'numero', acte.numero),
    suivre('Signataire', 'signataire', acte.signatairePoste, () => acte.signataireNom),
    suivre('Montant', 'montant', acte.montant),
    suivre('Exercice', 'exercice', acte.exercice),
    ...TOTAUX.map((t) => suivre(t.libelle, t.champ, total(t))),
  ]
}
