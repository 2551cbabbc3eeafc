import { dateLongue } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { remplacerSansDessin } from '../../../kernel/documents/dessins.ts'
import type { Emission } from '../../../kernel/documents/emettre.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Acte } from '../acte/acte.ts'
import { enteteCommune, nomPrefecture } from '../acte/papier.ts'
import { departementDe } from '../lecteur.ts'
import { MESURES } from './mesure.ts'
import type { Mesure } from './mesure.ts'

const MODELE = `#import "/modeles/acte.typ": lettre, donnees as d
#lettre(titre: d.titre)`

/** Under which name the prefect's letters about an act are kept. */
export const objetMesure = (id: string): string => `mesure:${id}`

/** Paragraphs of a letter; lines that begin with a dash make a list. */
export function paragraphes(texte: string): (string | string[])[] {
  return texte
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((bloc) => {
      const lignes = bloc.split('\n').map((l) => l.trim()).filter(Boolean)
      const rendus: (string | string[])[] = []
      for (const ligne of lignes) {
        const point = /^[–—-]\s*(.*)$/.exec(ligne)?.[1]
        const dernier = rendus.at(-1)
        if (point === undefined) rendus.push(ligne)
        else if (Array.isArray(dernier)) dernier.push(point)
        else rendus.push([point])
      }
      return rendus
    })
    .filter((b) => b.length > 0)
}

export type Signataire = { nom: string; qualite: string; bureau: string; interimDe?: string | undefined }

/** A letter as it is signed. `repondreAvant` fills `{reponse}`. */
export function emissionMesure(maison: Maison, acte: Acte, mesure: Mesure, o: { numero: string; signataire: Signataire; repondreAvant: string | null; le: Date; par: string }): Emission {
  const departement = departementDe(maison.territoires, acte.commune)
  const prefecture = nomPrefecture(maison, departement)
  const commune = maison.territoires.trouver(acte.commune)?.nom ?? acte.commune
  const { titre } = MESURES[mesure.genre]
  const reponse = o.repondreAvant ? dateLongue(midi(o.repondreAvant)) : ''
  const texte = remplacerSansDessin(mesure.texte.replaceAll('{reponse}', reponse).replaceAll('{motif}', mesure.motif))
  return {
    modele: MODELE,
    donnees: {
      auteur: prefecture,
      entete: { departement: enteteCommune(maison, acte.commune).departement, service: prefecture },
      le: `Le ${dateLongue(o.le)}`,
      titre,
      destinataire: mesure.genre === 'defere' ? ['Au tribunal administratif', 'compétent'] : ['Au maire de la commune', `de ${commune}`],
      champs: [['Acte', `${acte.numero}, ${acte.arNumero}`], ['Objet', remplacerSansDessin(acte.objet)], ...(mesure.motif ? [['Motif', remplacerSansDessin(mesure.motif)]] : []), ...(reponse ? [['Réponse attendue', reponse]] : [])],
      corps: paragraphes(texte),
      signataire: { nom: o.signataire.nom, qualite: o.signataire.qualite, ...(o.signataire.interimDe ? { interim: `par intérim de ${o.signataire.interimDe}` } : {}) },
      pied: 'Cette lettre est signée électroniquement. Chacun peut la vérifier par le QR ou le code.',
      specimen: maison.reglages.mode === 'demonstration',
    },
    genre: mesure.genre,
    numero: o.numero,
    titre,
    objet: objetMesure(mesure.id),
    territoire: acte.commune,
    champs: { nom: `Commune de ${commune}`, autorite: prefecture, signataire: `${o.signataire.nom}, ${o.signataire.qualite}`, objet: `${titre} : acte ${acte.numero}` },
    emisLe: o.le,
    emisPar: o.par,
  }
}
