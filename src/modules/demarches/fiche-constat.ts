import { remplacerSansDessin } from '../../kernel/documents/dessins.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Demarche } from './definition.ts'
import type { Dossier } from './dossier.ts'
import { enteteDe } from './recepisse.ts'

/** The slip is the same for every procedure that asks for a proof of life. */
export const MODELE_FICHE = `#import "/modeles/fiche-constat.typ": fiche, donnees as d
#show: fiche.with(champs: d.champs)`

/** What is printed before anybody has been seen: whose file it is. The rest is written by hand. */
export function donneesFiche(maison: Maison, dossier: Dossier, demarche: Demarche): Record<string, unknown> {
  return {
    auteur: dossier.bureau,
    entete: enteteDe(maison, dossier.territoire),
    numero: dossier.numero,
    specimen: maison.reglages.mode === 'demonstration',
    champs: [['Démarche', demarche.titre], ['Personne', remplacerSansDessin(dossier.demandeur)], ['Bureau', dossier.bureau ?? '']],
  }
}
