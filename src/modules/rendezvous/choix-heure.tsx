import type { Db } from '../../kernel/db/index.ts'
import { jourLocal, minuteLocale } from '../../kernel/calendrier/jour.ts'
import { Choix, erreurDe, valeurDe } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import type { AgendaOuvert } from './agenda.ts'
import { ecrireDebut, instantDe, lireDebut } from './heure.ts'
import { direQuand } from './rendezvous.ts'
import { listOffres, prochaines } from './reserver.ts'

/** The hour being taken, while it is free; the nearest ones otherwise. Written as `ecrireDebut` does. */
export type HeureVoulue = { debut: string | null; autres: string[] }

/** Whether the hour that somebody has chosen is still free, and which are when it is not. */
export async function chargerHeure(db: Db, agenda: AgendaOuvert, texte: string | undefined, maintenant: Date, guichet: boolean): Promise<HeureVoulue> {
  const voulu = lireDebut(texte ?? '')
  const jour = voulu && jourLocal(voulu)
  const offre = voulu && jour && agenda.ouvert ? (await listOffres(db, agenda, jour, jour, maintenant, guichet)).find((o) => o.debut === minuteLocale(voulu) && o.libres > 0) : undefined
  if (voulu && offre) return { debut: ecrireDebut(voulu), autres: [] }
  const depuis = jour && voulu > maintenant ? instantDe(jour, 0) : maintenant
  const apres = await prochaines(db, agenda, depuis, maintenant, guichet, 8)
  const proches = apres.length === 0 && depuis > maintenant ? await prochaines(db, agenda, maintenant, maintenant, guichet, 8) : apres
  return { debut: null, autres: proches.map((o) => ecrireDebut(instantDe(o.jour, o.debut))) }
}

/** The hour, said and sent with the form; or those that are left, to choose from, with everything typed kept. */
export function ChoixHeure({ vue, heure, changer }: { vue: Vue; heure: HeureVoulue; changer: string }) {
  const voulu = valeurDe(vue, 'debut')
  if (heure.debut && !erreurDe(vue, 'debut') && (voulu === '' || voulu === heure.debut))
    return (
      <p class="chapeau">
        <input type="hidden" name="debut" value={heure.debut} />
        {direQuand(lireDebut(heure.debut)!)} <a href={changer}>Changer d’heure</a>
      </p>
    )
  const restent = [...new Set([...(heure.debut ? [heure.debut] : []), ...heure.autres])]
  return (
    <>
      <Choix vue={vue} nom="debut" libelle="Heures encore libres" forme="deux" options={restent.map((valeur) => ({ valeur, libelle: direQuand(lireDebut(valeur)!) }))} />
      <p>
        <a href={changer}>Voir toutes les heures</a>
      </p>
    </>
  )
}
