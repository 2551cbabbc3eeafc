import { reduireImage } from '../../kernel/fichiers/index.ts'

/** Bytes of a picture in a definition: the 56,000 signs of kernel/formulaires/schemas.ts, once in base64. */
export const IMAGE_AU_PLUS = 40_960
const COTES = [1600, 1200, 1000, 800, 640, 480, 360, 240]

/** A photograph, smaller and smaller until a page may carry it. */
export async function alleger(octets: Uint8Array): Promise<Uint8Array> {
  let legere = octets
  for (const cote of COTES) {
    if (legere.length <= IMAGE_AU_PLUS) return legere
    legere = await reduireImage(octets, cote)
  }
  if (legere.length > IMAGE_AU_PLUS) throw new Error('Cette image reste trop lourde : choisissez-en une plus simple')
  return legere
}

/** An SVG that only draws. Throws an Error in French. */
export function lireDessin(octets: Uint8Array): Uint8Array {
  if (octets.length > IMAGE_AU_PLUS) throw new Error(`Ce dessin est trop lourd : ${Math.floor(IMAGE_AU_PLUS / 1024)} Ko au plus. Envoyez-le plutôt en image`)
  const texte = texteDe(octets)
  if (!/^\ufeff?\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE\s+svg[^>[]*>\s*)*<svg[\s>]/i.test(texte) || !/<\/svg>\s*$|<svg[^>]*\/>\s*$/i.test(texte)) throw new Error('Ce fichier n’est pas un dessin SVG')
  if (!texte.includes('http://www.w3.org/2000/svg')) throw new Error('Ce dessin ne dit pas qu’il est un SVG (xmlns) : exportez-le de nouveau')
  const actif = /<!ENTITY|<\s*(?:script|foreignObject|iframe|embed|object|animate|set|handler)\b|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpeg|webp);)|url\(\s*["']?\s*(?!#)[^)\s]|@import/i
  if (actif.test(texte)) throw new Error('Ce dessin contient un programme ou un lien vers ailleurs : exportez-le en « SVG simple »')
  return octets
}

function texteDe(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    throw new Error('Ce fichier n’est pas un dessin SVG')
  }
}

/** A picture as a definition keeps it. */
export const enDonnees = (type: 'image/jpeg' | 'image/svg+xml', octets: Uint8Array): string => `data:${type};base64,${Buffer.from(octets).toString('base64')}`
