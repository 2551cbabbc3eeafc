import type { ErrorDetail } from 'libxml2-wasm'
import { ESPACE } from './enveloppe.ts'
import { enTrop, faute, inattendu, malEcrit } from './fautes.ts'
import type { Faute, Lieu } from './fautes.ts'
import type { Ecart } from './xml.ts'

/** libxml2 writes `{urn:iroko:acte:1.0}objet`. */
const sansEspace = (nom: string): string => nom.replace(/^\{[^}]*\}/, '')

type Traduction = [RegExp, (vu: RegExpMatchArray, ecart: Ecart, lieu: Lieu) => Faute]

/** The messages of libxml2's xmlschemas.c that this schema can bring, in French; another one falls under E17. */
const SCHEMA: readonly Traduction[] = [
  [/No matching global declaration/, (_v, _e, lieu) => faute('E13', `la racine n’est pas celle de ce format. Écrivez <enveloppe xmlns="${ESPACE}">.`, lieu)],
  [/Duplicate key-sequence \['(.*?)'\]/s, (vu, _e, lieu) => faute('E19', `le numéro « ${vu[1]} » est déjà celui d’un autre acte de l’enveloppe.`, lieu)],
  [/The attribute '([^']*)' is not allowed/, (vu, _e, lieu) => inattendu(sansEspace(vu[1]!), { ...lieu, chemin: `${lieu.chemin}/@${sansEspace(vu[1]!)}` })],
  [/This element is not expected\.(?: Expected is (?:one of )?\( (.*?) \))?/, (vu, { nom }, lieu) => enTrop(nom, lieu, vu[1]?.split(', ').map(sansEspace) ?? [])],
  [/Missing child element\(s\)\.(?: Expected is (?:one of )?\( (.*?) \))?/, (vu, { nom }, lieu) => faute('E14', `« ${nom} » n’est pas complet : il y manque ${vu[1] ? vu[1].split(', ').map((n) => `« ${sansEspace(n)} »`).join(' ou ') : 'un élément'}.`, lieu)],
  [/Element content is not allowed/, (_v, { nom }, lieu) => faute('E15', `« ${nom} » ne prend qu’un texte, sans élément dedans.`, lieu)],
  [/Character content other than whitespace|Character content is not allowed/, (_v, { nom }, lieu) => faute('E15', `« ${nom} » ne prend que des éléments. Retirez le texte qui est entre eux.`, lieu)],
  [/\[facet '|is not a valid value of/, (_v, { nom, valeur }, lieu) => (/attribute '/.test(_v.input!) ? faute('E17', `« ${nom} » a un attribut que l’on ne prend pas. Retirez-le.`, lieu) : malEcrit(nom, valeur, lieu))],
  [/not 'nillable'/, (_v, { nom }, lieu) => faute('E17', `« ${nom} » ne peut pas être xsi:nil. Écrivez sa valeur, ou retirez l’élément.`, lieu)],
  [/xsi:type/, (_v, { nom }, lieu) => faute('E17', `« ${nom} » porte un xsi:type. Retirez-le.`, lieu)],
]

/** A sentence for what XSD says, by the code of its kind. */
export function traduireEcart(ecart: Ecart, lieu: Lieu): Faute {
  for (const [forme, dire] of SCHEMA) {
    const vu = ecart.message.match(forme)
    if (vu) return dire(vu, ecart, lieu)
  }
  return faute('E17', `« ${ecart.nom} » ne suit pas le schéma acte-1.0.xsd.`, lieu)
}

/** What libxml2's parser says of a document that is not well formed, the commonest first. */
const FORME: readonly [RegExp, (vu: RegExpMatchArray) => string][] = [
  [/Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)/, (v) => `« </${v[3]}> » ferme « <${v[1]}> », ouvert ligne ${v[2]}`],
  [/Premature end of data in tag (\S+) line (\d+)/, (v) => `« <${v[1]}> », ouvert ligne ${v[2]}, n’est jamais fermé`],
  [/EntityRef|xmlParseEntityRef: no name/, () => 'un « & » est seul. Écrivez « &amp; »'],
  [/Start tag expected/, () => 'un élément devait commencer là'],
  [/Extra content at the end/, () => 'il y a quelque chose après la fin de l’enveloppe'],
  [/Namespace prefix (\S+)/, (v) => `le préfixe « ${v[1]} » n’est déclaré nulle part`],
  [/Attribute (\S+) redefined/, (v) => `l’attribut « ${v[1]} » y est deux fois`],
  [/AttValue|attributes construct/, () => 'un attribut n’est pas entre guillemets'],
  [/invalid xmlChar|invalid Char|PCDATA/, () => 'un caractère y est interdit'],
  [/comment|hyphen/i, () => 'un commentaire est mal écrit'],
  [/cdata/i, () => 'une section CDATA n’est pas fermée'],
  [/StartTag: invalid element name/, () => 'un « < » est seul. Écrivez « &lt; »'],
  [/XML declaration/i, () => 'la déclaration <?xml … ?> ne vient qu’une fois, tout au début'],
  [/depth|nesting/i, () => 'trop d’éléments sont les uns dans les autres'],
]

/** Why a document is not well formed, with its line; an entity nobody could declare is E10. */
export function traduireForme(details: readonly ErrorDetail[]): Faute {
  const premier = details[0]
  if (!premier) return faute('E11', 'l’enveloppe XML est vide.')
  const lieu = { ligne: premier.line }
  const entite = /Entity '(.*?)' not defined/.exec(premier.message)
  if (entite) return faute('E10', `l’entité « &${entite[1]}; » n’existe pas ici. Écrivez le caractère lui-même.`, lieu)
  for (const [forme, dire] of FORME) {
    const vu = premier.message.match(forme)
    if (vu) return faute('E11', `${dire(vu)}.`, lieu)
  }
  return faute('E11', 'le XML est mal formé.', lieu)
}
