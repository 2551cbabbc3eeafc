import { lireZip } from '../../lib/dezip.ts'
import { taille } from '../../lib/francais.ts'
import { joindreContenus } from '../../kernel/formulaires/index.ts'
import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { lireYaml } from './saisie.ts'

/** A folder of content/demarches/ holds a definition, a template, and the tables and pictures of its form: never more than this. */
const BORNES = { entrees: 60, octets: 12 * 1_048_576 }
/** Of `demarche.yaml`, of `document.typ`: thirty times the longest of content/demarches. Four megabytes of YAML take 13 s and two gigabytes to read. */
const OCTETS_TEXTE = 512 * 1024
const NOM = /^(?:[a-z0-9-]{3,60}\/)?([a-z0-9][a-z0-9_-]{0,59}\.(?:yaml|typ|csv|png|jpg|jpeg|webp|svg))$/
/** What computers add by themselves. */
const SANS_OBJET = /^(?:__MACOSX\/|.*\/)?(?:\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|^__MACOSX\//

const SIGNES: Readonly<Record<string, (o: Uint8Array) => boolean>> = {
  png: (o) => o[0] === 0x89 && o[1] === 0x50,
  jpg: (o) => o[0] === 0xff && o[1] === 0xd8,
  jpeg: (o) => o[0] === 0xff && o[1] === 0xd8,
  webp: (o) => Buffer.from(o.subarray(8, 12)).toString('latin1') === 'WEBP',
}

/**
 * A procedure from its folder in a ZIP: `demarche.yaml`, `document.typ` where there is a paper, tables and pictures beside, in one folder or at the root.
 * Throws an Error in French, which says what is wrong and where.
 */
export function lireDossierZip(octets: Uint8Array): { contenu: Brut; modele: string } {
  const fichiers = new Map<string, Uint8Array>()
  const lus = lireZip(octets, BORNES, (nom, grosseur) => {
    if (SANS_OBJET.test(nom)) return false
    if (/\.(?:yaml|typ)$/.test(nom) && grosseur > OCTETS_TEXTE) return `« ${nom.slice(0, 80)} » ferait plus de ${taille(OCTETS_TEXTE)} une fois ouvert : une démarche ne s’écrit pas si longuement`
    return NOM.test(nom) || `« ${nom.slice(0, 80)} » n’a rien à faire ici : une démarche tient en demarche.yaml, document.typ, des tables .csv et des images`
  })
  for (const [chemin, contenu] of lus) {
    const nom = NOM.exec(chemin)![1]!
    if (fichiers.has(nom)) throw new Error(`L’archive a deux dossiers : envoyez une démarche à la fois`)
    if (SIGNES[nom.split('.').at(-1)!]?.(contenu) === false) throw new Error(`« ${nom} » n’est pas une image de ce genre`)
    fichiers.set(nom, contenu)
  }
  const yaml = fichiers.get('demarche.yaml')
  if (!yaml) throw new Error('Il manque demarche.yaml dans cette archive')
  const { valeur, erreurs } = lireYaml(texteDe('demarche.yaml', yaml), 'definition')
  if (erreurs.definition) throw new Error(`demarche.yaml. ${erreurs.definition}`)
  if (!estBrut(valeur)) throw new Error('demarche.yaml n’est pas une définition : elle commence par exemple par « code: certificat-de-vie »')
  const formulaire = joindreContenus(valeur.formulaire, (nom) => fichiers.get(nom) ?? manquer(nom)) as Json | undefined
  const typ = fichiers.get('document.typ')
  return { contenu: { ...valeur, ...(formulaire === undefined ? {} : { formulaire }) }, modele: typ ? texteDe('document.typ', typ) : '' }
}

function texteDe(nom: string, octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    throw new Error(`« ${nom} » n’est pas un texte en UTF-8`)
  }
}

function manquer(nom: string): never {
  throw new Error(`« ${nom} » manque`)
}
