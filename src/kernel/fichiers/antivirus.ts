import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import { Saisie } from '../../lib/erreurs.ts'

/** The scanner did not answer, or not in a way we understand. */
export class AntivirusMuet extends Error {}

/**
 * Asks a clamd daemon (INSTREAM command, clamd protocol) over its UNIX socket or `host:port`. Throws `Saisie` when a
 * virus is found, and `AntivirusMuet` when the daemon is silent for `delaiMs`: a scanner that is configured must answer.
 */
export function analyser(chemin: string, adresse: string, delaiMs = 60_000): Promise<void> {
  return new Promise((accepte, refuse) => {
    const [hote, port] = adresse.split(':')
    const prise = adresse.startsWith('/') ? connect(adresse) : connect(Number(port), hote)
    const muet = (erreur: Error) => refuse(new AntivirusMuet(`L’antivirus ${adresse} ne répond pas : ${erreur.message}`, { cause: erreur }))
    let reponse = ''
    prise.setTimeout(delaiMs, () => prise.destroy(new Error(`rien depuis ${delaiMs} ms`)))
    prise.on('error', muet)
    prise.on('data', (octets: Buffer) => void (reponse += octets.toString('latin1')))
    prise.on('close', () => {
      if (/FOUND/.test(reponse)) refuse(new Saisie({ '': 'Ce fichier contient un virus. Choisissez-en un autre' }))
      else if (/OK/.test(reponse)) accepte()
      else muet(new Error(`réponse non comprise « ${reponse.slice(0, 80)} »`))
    })
    prise.on('connect', () => {
      prise.write('zINSTREAM\0')
      const lecture = createReadStream(chemin, { highWaterMark: 65_536 })
      lecture.on('data', (morceau) => {
        const octets = Buffer.from(morceau)
        const taille = Buffer.alloc(4)
        taille.writeUInt32BE(octets.length)
        prise.write(Buffer.concat([taille, octets]))
      })
      lecture.on('end', () => prise.write(Buffer.alloc(4)))
      lecture.on('error', refuse)
    })
  })
}
