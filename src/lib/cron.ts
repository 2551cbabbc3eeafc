/** When a task of the clock runs, in words. Pure. */
import { INSECABLE, majuscule } from './francais.ts'

const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']

/** « Chaque nuit à 2 h 40 », « Toutes les 10 minutes », « Chaque lundi à 8 h ». What is said otherwise is given as it is written. */
export function direCron(cron: string): string {
  const [minute = '', heure = '', jour = '', mois = '', semaine = ''] = cron.trim().split(/\s+/)
  const tous = jour === '*' && mois === '*'
  const pas = /^\*\/(\d+)$/.exec(minute)?.[1]
  if (tous && semaine === '*' && heure === '*' && (pas || minute === '*')) return pas && pas !== '1' ? `Toutes les ${pas}${INSECABLE}minutes` : 'Chaque minute'
  if (!tous || !/^\d{1,2}$/.test(minute)) return cron
  if (heure === '*' && semaine === '*') return minute === '0' ? 'Chaque heure' : `Chaque heure, ${minute}${INSECABLE}min après`
  if (!/^\d{1,2}$/.test(heure) || !/^(?:\*|[0-7])$/.test(semaine)) return cron
  const quand = semaine === '*' ? (Number(heure) < 6 ? 'chaque nuit' : 'chaque jour') : `chaque ${JOURS[Number(semaine) % 7]}`
  const moment = Number(minute) === 0 ? `${Number(heure)}${INSECABLE}h` : `${Number(heure)}${INSECABLE}h${INSECABLE}${minute.padStart(2, '0')}`
  return majuscule(`${quand} à ${moment}`)
}
