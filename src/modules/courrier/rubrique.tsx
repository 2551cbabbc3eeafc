import { dateSimple } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Lecture, Rubrique } from '../../kernel/module.ts'
import { Etiquette } from '../../ui/index.ts'
import { direEtat, direNumero, ETATS } from './courrier.ts'
import { listLies } from './courrier.queries.ts'
import { lecteurDe, porteeLecture } from './lecteur.ts'

/** The letters of an object of another room (a file), on its page, for the office alone; nothing when this reader knows none. */
export async function rubrique(lu: Pick<Lecture, 'db' | 'maison' | 'porteePour' | 'acteur'>, objet: string, pour: 'titulaire' | 'agent'): Promise<Rubrique | undefined> {
  const portee = porteeLecture(lu)
  const lies = pour === 'titulaire' || portee.vide ? [] : await listLies(lu.db, objet, portee, lecteurDe(lu))
  if (lies.length === 0) return undefined
  return {
    titre: 'Courrier',
    id: 'courrier-lie',
    vue: () => (
      <ul class="simple">
        {lies.map((c) => (
          <li key={c.id}>
            <a class="code" href={`/courrier/${c.id}`}>{direNumero(c)}</a> <Etiquette ton={ETATS[c.etat].ton}>{direEtat(c)}</Etiquette>
            <br />
            <span class="discret">
              {c.correspondant}, {dateSimple(midi(c.jour))}
            </span>
          </li>
        ))}
      </ul>
    ),
  }
}
