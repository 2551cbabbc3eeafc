import { motDe } from './condition.ts'
import type { Saisi } from './condition.ts'
import type { Operande } from './operandes.ts'

/*
 * A formula built by clicking: a first number, then operations one after the other, each over all that comes before it. It is
 * written as CEL; what this cannot say (another order, a text, a case) stays as it was written.
 */
export const OPERATIONS = { '+': 'plus', '-': 'moins', '*': 'multiplié par', '/': 'divisé par', min: 'sans dépasser (minimum des deux)', max: 'au moins (maximum des deux)' } as const
export type Operation = keyof typeof OPERATIONS
/** `operande` is the CEL of one of those offered, or this for the number written beside it. */
export const NOMBRE = '?'
export type Ligne = { op: string; operande: string; valeur: string }
export const LIGNES = 6
export const SIGNES_AU_PLUS = 500

const lireNombre = (texte: string): number => Number(texte.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') || Number.NaN)
const estOperation = (op: string): op is Operation => Object.hasOwn(OPERATIONS, op)

/** Whether a line says something that can be read. */
export const estComplete = ({ operande, valeur }: Ligne, operandes: readonly Operande[]): boolean => (operande === NOMBRE ? Number.isFinite(lireNombre(valeur)) : operandes.some((o) => o.valeur === operande))

/** The CEL of lines; '' when none says anything. `entier`: the result must be a whole number. */
export function assembler(lignes: readonly Ligne[], operandes: readonly Operande[], entier: boolean): string {
  const pleines = lignes.filter((l) => estComplete(l, operandes))
  const aDecimales = ({ operande, valeur }: Ligne) => (operande === NOMBRE ? !Number.isInteger(lireNombre(valeur)) : operandes.some((o) => o.valeur === operande && o.decimal))
  // One type in a formula: a whole number does not add to a decimal one.
  const decimale = pleines.some(aDecimales)
  const dire = (l: Ligne): string => {
    const n = lireNombre(l.valeur)
    if (l.operande === NOMBRE) return decimale && Number.isInteger(n) ? n.toFixed(1) : String(n)
    return decimale && !aDecimales(l) ? `double(${l.operande})` : l.operande
  }
  let texte = ''
  let forme: 'un' | 'somme' | 'produit' | 'choix' = 'un'
  for (const [i, ligne] of pleines.entries()) {
    const [op, t] = [estOperation(ligne.op) ? ligne.op : '+', dire(ligne)]
    if (i === 0) texte = t
    else if (op === 'min' || op === 'max') {
      const gauche = forme === 'choix' ? `(${texte})` : texte
      texte = `${gauche} ${op === 'min' ? '<' : '>'} ${t} ? ${gauche} : ${t}`
      forme = 'choix'
    } else {
      const produit = op === '*' || op === '/'
      texte = `${forme === 'choix' || (produit && forme === 'somme') ? `(${texte})` : texte} ${op} ${t}`
      forme = produit ? 'produit' : 'somme'
    }
  }
  return entier && decimale ? `int(${texte})` : texte
}

/** The lines that make this formula; undefined where lines cannot say it. */
export function montrer(cel: string, operandes: readonly Operande[], entier: boolean): Ligne[] | undefined {
  const net = serrer(cel)
  const dedans = entier && net.startsWith('int(') ? deballer(net.slice(3)) : net
  const lignes = demonter(dedans, operandes)
  return lignes && lignes.length <= LIGNES && serrer(assembler(lignes, operandes, entier)) === net ? lignes : undefined
}

const serrer = (cel: string): string => cel.trim().replace(/\s+/g, ' ')

/** The places where nothing is open, from the last one. */
function horsParentheses(texte: string): number[] {
  let profondeur = 0
  const places: number[] = []
  for (let i = 0; i < texte.length; i++) {
    if (texte[i] === '(') profondeur++
    if (texte[i] === ')') profondeur--
    if (profondeur === 0) places.unshift(i)
  }
  return places
}

function deballer(texte: string): string {
  const entoure = texte.startsWith('(') && texte.endsWith(')') && horsParentheses(texte).length === 1
  return entoure ? texte.slice(1, -1) : texte
}

function demonter(texte: string, operandes: readonly Operande[]): Ligne[] | undefined {
  const seul = operandeDe(texte, operandes)
  if (seul) return [{ op: '', ...seul }]
  const places = horsParentheses(texte)
  const alors = places.findLast((i) => texte.startsWith(' ? ', i))
  if (alors === undefined) {
    const i = places.find((p) => /^ [-+*/] /.test(texte.slice(p, p + 3)))
    return i === undefined ? undefined : suivre(texte.slice(0, i), texte[i + 1]!, texte.slice(i + 3), operandes)
  }
  const comparee = places.find((i) => i < alors && /^ [<>] /.test(texte.slice(i, i + 3)))
  if (comparee === undefined) return undefined
  const [gauche, droite] = [texte.slice(0, comparee), texte.slice(comparee + 3, alors)]
  return texte.slice(alors + 3) === `${gauche} : ${droite}` ? suivre(gauche, texte[comparee + 1] === '<' ? 'min' : 'max', droite, operandes) : undefined
}

function suivre(gauche: string, op: string, droite: string, operandes: readonly Operande[]): Ligne[] | undefined {
  const dernier = operandeDe(droite, operandes)
  const avant = dernier && (operandeDe(gauche, operandes) ? demonter(gauche, operandes) : demonter(deballer(gauche), operandes))
  return avant && [...avant, { op, ...dernier }]
}

function operandeDe(texte: string, operandes: readonly Operande[]): Omit<Ligne, 'op'> | undefined {
  const nue = /^double\((.*)\)$/.exec(texte)?.[1]
  const connue = operandes.find((o) => o.valeur === texte) ?? operandes.find((o) => o.valeur === nue && !o.decimal)
  if (connue) return { operande: connue.valeur, valeur: '' }
  return /^-?\d+(?:\.\d+)?$/.test(texte) ? { operande: NOMBRE, valeur: String(Number(texte)).replace('.', ',') } : undefined
}


/** The lines as they were sent; a number beside nothing is that number. */
const lignesDe = (saisi: Saisi, nom: string): Ligne[] =>
  Array.from({ length: LIGNES }, (_, i) => ({ op: motDe(saisi, `${nom}.${i}.op`), operande: motDe(saisi, `${nom}.${i}.operande`), valeur: motDe(saisi, `${nom}.${i}.valeur`) }))
    .map((l) => (l.operande === '' && l.valeur !== '' ? { ...l, operande: NOMBRE } : l))

/**
 * Reads the lines of a formula and its text, shown one beside the other: whichever was changed is what is meant; what neither
 * changes stays exactly as it was.
 */
export function lireFormule(saisi: Saisi, nom: string, avant: string, { operandes, entier }: { operandes: readonly Operande[]; entier: boolean }): { cel: string; erreurs: Record<string, string> } {
  const texte = motDe(saisi, nom)
  const lignes = lignesDe(saisi, nom)
  const ecrites = lignes.filter((l) => l.operande !== '')
  const montrees = (avant && montrer(avant, operandes, entier)) || []
  const cle = (liste: readonly Ligne[]) => JSON.stringify(liste.map((l, i) => [i === 0 ? '' : l.op, l.operande, l.operande === NOMBRE ? l.valeur : '']))
  const envoyees = Object.keys(saisi).some((k) => k.startsWith(`${nom}.`))
  if (!envoyees || cle(ecrites) === cle(montrees)) return { cel: texte, erreurs: {} }
  const erreurs = Object.fromEntries(lignes.flatMap((l, i) => (l.operande === '' || estComplete(l, operandes) ? [] : [[`${nom}.${i}.valeur`, 'Écrivez un nombre, par exemple 15000 ou 2,5']])))
  const cel = assembler(ecrites, operandes, entier)
  if (cel.length > SIGNES_AU_PLUS) erreurs[nom] = 'Cette formule est trop longue : faites-la en deux valeurs calculées'
  else if (texte !== avant.trim() && texte !== cel) erreurs[nom] = 'Vous avez changé les cases et la formule : gardez l’un des deux'
  return { cel, erreurs }
}
