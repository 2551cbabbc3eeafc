import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { finir } from '../../lib/francais.ts'

const modele = z.strictObject({ sujet: z.string().min(1), texte: z.string().min(1), sms: z.string().min(1).max(300).optional() })
const fichier = z.record(z.string(), modele)
export type Modele = { sujet: string; texte: string; sms?: string | undefined }

/** The messages a ministry may reword: content/messages/messages.yaml. Throws on an unknown key or an empty text. */
export function chargerModeles(racine: string = join(import.meta.dirname, '../../..')): Readonly<Record<string, Modele>> {
  return fichier.parse(parse(readFileSync(join(racine, 'content/messages/messages.yaml'), 'utf8')))
}

/** Fills `{nom}` places; a full stop of the template is not doubled by that of the words put before it. An unknown place is a fault of the template and throws. */
export function remplir(texte: string, valeurs: Readonly<Record<string, string>>): string {
  return texte.replace(/\{(\w+)\}(\.?)/g, (_, nom: string, point: string) => {
    const valeur = valeurs[nom]
    if (valeur === undefined) throw new Error(`Le message demande « ${nom} », qui n’est pas donné`)
    return point ? finir(valeur) : valeur
  })
}
