import type { Demarche } from './definition.ts'

const NOM = /\{([\w.]+)\}/g

/** The names between braces in a text. */
export const nomsDe = (texte: string): string[] => [...texte.matchAll(NOM)].map(([, nom]) => nom!)

/** A Typst string: nothing of what an author writes is read as Typst. */
const litteral = (texte: string): string => `"${texte.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\s*\n\s*/g, ' ')}"`

/** Where the data of a document holds each name (see jobs/delivrer.ts). */
function expression(nom: string, propres: readonly string[]): string {
  if (propres.includes(nom)) return `d.${nom}`
  if (nom === 'constat.le' || nom === 'constat.lieu') return `d.${nom}`
  if (nom === 'valable' || nom === 'delivreLe' || nom === 'numero' || nom === 'registre') return `d.${nom}`
  if (nom === 'bureau') return 'd.auteur'
  if (nom.startsWith('accord.')) return `d.accords.at(${litteral(nom.slice(7))}, default: "")`
  return `d.reponses.at(${litteral(nom)}, default: "")`
}

/** A text with names as a Typst expression: strings and data added together. */
function assembler(texte: string, propres: readonly string[] = []): string {
  const morceaux = texte.split(NOM).flatMap((morceau, rang) => (rang % 2 === 1 ? [expression(morceau, propres)] : morceau === '' ? [] : [litteral(morceau)]))
  return morceaux.length === 0 ? '""' : morceaux.join(' + ')
}

/** The template of a paper written in words: the house's certificate, with its body, its lines and its last sentence. */
export function modeleDe(document: NonNullable<Demarche['document']>): string | undefined {
  const { redaction, titre, validite } = document
  return redaction && composer({ titre, ...redaction, valable: validite !== undefined })
}

/** A paper in words on the house's certificate. `valable` adds the line of its last day; `propres` are names that this paper alone has, before any question of that name. */
export function composer({ titre, corps, mentions, fin, valable = false, propres = [] }: { titre: string; corps: string; mentions: readonly { titre: string; valeur: string }[]; fin?: string | undefined; valable?: boolean; propres?: readonly string[] }): string {
  const lignes = [...mentions.map((m) => `    (${litteral(m.titre)}, ${assembler(m.valeur, propres)}),`), ...(valable ? ['    ("Valable jusqu’au", d.valable),'] : [])]
  return [
    '#import "/modeles/certificat.typ": certificat, donnees as d',
    '#show: certificat.with(',
    `  titre: ${litteral(titre)},`,
    '  champs: (',
    ...lignes,
    '  ),',
    `  fin: [#(${assembler(fin ?? 'En foi de quoi ce document est délivré pour servir et valoir ce que de droit.', propres)})],`,
    ')',
    `#(${assembler(corps, propres)})`,
    '',
  ].join('\n')
}

/** The template that the paper has: made of its words, or written by hand. */
export const modeleFinal = ({ document }: Pick<Demarche, 'document'>, ecrit: string): string => (document && modeleDe(document)) ?? ecrit
