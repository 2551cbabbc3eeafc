import { dateSimple } from '../../../lib/francais.ts'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { remplacerSansDessin } from '../../../kernel/documents/dessins.ts'
import type { FichierRecu } from '../../../kernel/module.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Acte } from '../acte/acte.ts'
import { enteteCommune } from '../acte/papier.ts'
import { inspecter } from '../piece/inspecter.ts'
import type { Piece } from '../piece/piece.queries.ts'
import { aplatir } from './aplatir.ts'
import { detecterActe } from './detecter.ts'
import { lirePassage, masquer, nettoyer, paragraphes, reste } from './masquer.ts'
import { aTexte, estIndividuel } from './publication.ts'
import type { Comptes, ModePublication } from './publication.ts'

/** Signs of a text that is made anew as a PDF: some 150 pages. Beyond, the commune sends its own. */
const SIGNES_AU_PLUS = 350_000

const MODELE = `#import "/modeles/version-publique.typ": version-publique, donnees as d
#version-publique(d: d)`

/** Words that the template prints around those of the act: a passage made of them alone is not a leak. */
const CADRE = 'République du Bénin Département Commune Objet Date de l’acte Numéro Version publique Page de l’original sur SPÉCIMEN Des passages sont masqués pour protéger des personnes. Ce fichier n’est pas l’original : celui-ci est à la mairie.'

export type Demande = { mode: ModePublication; passages: readonly string[]; ajouts: readonly string[]; pagesVues: boolean; fichier: FichierRecu | undefined }
export type Prete = { mode: ModePublication; objet: string; texte: string; sha256: string; taille: number; nom: string; passages: Comptes; choix: { passages: string[]; ajoutes: string[] } }
type Ici = { maison: Maison; acte: Acte; nature: string; principal: Piece; texte: string; maintenant: Date }

/** How many passages of each kind, never which. */
function compter(ici: Ici, passages: readonly string[], ajouts: readonly string[]): Comptes {
  const genres = new Map(detecterActe(ici.acte.objet, ici.texte).map((t) => [t.passage, t.genre]))
  const comptes: Comptes = {}
  for (const p of passages) comptes[genres.get(p) ?? 'ajoute'] = (comptes[genres.get(p) ?? 'ajoute'] ?? 0) + 1
  if (ajouts.length > 0) comptes.ajoute = (comptes.ajoute ?? 0) + ajouts.length
  return comptes
}

/** The act with its masks, typeset anew: the typesetter is given the public words and nothing else. */
async function composer({ maison, acte, nature, maintenant }: Ici, objet: string, texte: string): Promise<Uint8Array> {
  const numero = acte.numero!
  const sain = remplacerSansDessin
  const pages = texte.split('\f').map((p) => paragraphes(sain(p)))
  return maison.atelier.rendeur.rendrePdf({
    modele: MODELE,
    donnees: {
      titre: `${nature} ${numero}`, auteur: `Mairie de ${enteteCommune(maison, acte.commune).commune}`, entete: enteteCommune(maison, acte.commune), le: 'Version publique',
      champs: [['Objet', sain(objet)], ['Date de l’acte', acte.dateActe ? dateSimple(midi(acte.dateActe)) : ''], ['Numéro', numero, 'code']],
      avis: 'Des passages sont masqués pour protéger des personnes. Ce fichier n’est pas l’original : celui-ci est à la mairie.',
      pages: pages.every((p) => p.length === 0) ? [] : pages, specimen: maison.reglages.mode === 'demonstration',
    },
    date: maintenant,
  })
}

/** The PDF that the commune has masked herself, made again from the pictures of its pages. A passage that is ticked and can still be read in it is told: the mask was only laid upon it. */
async function reprendre(ici: Ici, fichier: FichierRecu, passages: readonly string[]): Promise<{ octets: Uint8Array; texte: string }> {
  const { maison, acte, nature, maintenant } = ici
  if (fichier.type !== 'application/pdf') throw new Saisie({ fichier: 'Choisissez un PDF' })
  if (fichier.sha256 === ici.principal.sha256) throw new Saisie({ fichier: 'Ce fichier est l’original : envoyez celui où les passages sont masqués' })
  const octets = await maison.depot.lire(fichier.sha256)
  const lu = await inspecter(maison.lecteur, { type: fichier.type, octets })
  if (lu.lecture === 'illisible' || lu.pages === null) throw new Saisie({ fichier: 'Ce PDF ne s’ouvre pas : enregistrez-le de nouveau, sans mot de passe' })
  exigerEfface(lu.texte, passages)
  const aplati = await aplatir(maison, octets, lu.pages, { titre: `${nature} ${acte.numero}, version publique`, auteur: `Mairie de ${enteteCommune(maison, acte.commune).commune}`, date: maintenant })
  exigerEfface(aplati.texte, passages)
  return { octets: aplati.octets, texte: nettoyer(aplati.texte) }
}

function exigerEfface(texte: string, passages: readonly string[]): void {
  const restent = reste(texte, passages)
  if (restent.length > 0) throw new Saisie({ fichier: `${restent.length > 1 ? `${restent.length} passages se lisent` : 'Un passage se lit'} encore dans ce PDF, même sous un trait noir : « ${restent.slice(0, 3).join(' », « ')} ». Effacez le texte, ou choisissez « Masquer »` })
}

function exigerChoix(d: Demande, { acte, principal }: Ici, passages: readonly string[]): void {
  if (d.mode === 'original') {
    if (estIndividuel(acte)) throw new Saisie({ mode: 'Cet acte concerne une personne : masquez-la, ou envoyez une version masquée' })
    if (passages.length > 0) throw new Saisie({ mode: 'Des passages sont cochés ou écrits : choisissez « Masquer », ou enlevez-les' })
    if (principal.lecture !== 'natif' && !d.pagesVues) throw new Saisie({ pagesVues: 'Regardez chaque page, puis cochez la case' })
  }
  if (d.mode === 'masque' && !aTexte(principal)) throw new Saisie({ mode: 'Ce PDF est une image : la plateforme n’en lit pas les mots. Envoyez une version masquée' })
  if (d.mode === 'masque' && passages.length === 0) throw new Saisie({ mode: estIndividuel(acte) ? 'Cochez ou écrivez les passages à masquer : cet acte concerne une personne' : 'Aucun passage n’est coché : choisissez « Rien à masquer »' })
  if (d.mode === 'fourni' && !d.fichier) throw new Saisie({ fichier: 'Choisissez le PDF où les passages sont masqués' })
}

/** Makes what would be published, before any transaction. Throws `Saisie` beside what has to be chosen otherwise. */
export async function preparerPublication(ici: Ici, d: Demande): Promise<Prete> {
  const { acte, maison, principal } = ici
  const [passages, ajoutes] = [d.passages, d.ajouts].map((liste) => [...new Set(liste.flatMap((p) => lirePassage(p) ?? []))]) as [string[], string[]]
  const tous = [...passages, ...ajoutes]
  exigerChoix(d, ici, tous)
  const commun = { mode: d.mode, passages: compter(ici, passages, ajoutes), choix: { passages, ajoutes } }
  const nom = `${acte.numero!.replaceAll('/', '-')}-public.pdf`
  if (d.mode === 'original') return { ...commun, objet: nettoyer(acte.objet), texte: nettoyer(ici.texte), sha256: principal.sha256, taille: principal.taille, nom }
  const objet = masquer(acte.objet, tous)
  if (d.mode === 'fourni') {
    const { octets, texte } = await reprendre(ici, d.fichier!, tous)
    return { ...commun, objet, texte, sha256: await maison.depot.ecrire(octets), taille: octets.length, nom }
  }
  if (ici.texte.length > SIGNES_AU_PLUS) throw new Saisie({ mode: 'Cet acte est trop long pour être refait ici : masquez-le vous-même, et envoyez son PDF' })
  const texte = masquer(ici.texte, tous)
  const octets = await composer(ici, objet, texte)
  // The file is read back as anybody would: what its author believes masked must not come out of it.
  const relu = await inspecter(maison.lecteur, { type: 'application/pdf', octets })
  const cadre = reste([ici.nature, acte.numero, ...Object.values(enteteCommune(maison, acte.commune)), CADRE].join(' '), tous)
  if (reste(relu.texte, tous).some((p) => !cadre.includes(p))) throw new Refus('Un passage masqué se lisait encore dans le fichier fait : rien n’est publié. Envoyez une version masquée')
  return { ...commun, objet, texte, sha256: await maison.depot.ecrire(octets), taille: octets.length, nom }
}
