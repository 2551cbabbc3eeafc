import { agent, page } from '../../../kernel/module.ts'
import type { Journee, Lecture } from '../../../kernel/module.ts'
import { dateLongue, majuscule } from '../../../lib/francais.ts'
import { Bouton, Comptes, Gabarit, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'

/** The agent's day: what every module asks of him, in the order of modules. */
export const journee = page({
  path: '/journee',
  may: agent,
  titre: 'Ma journée',
  gabarit: 'agent',
  load: async (lu) => {
    const parts = await Promise.all(lu.maison.contributions.map((c) => c.journee?.(lu as Lecture)))
    return { parts: parts.filter((part) => part !== undefined), maintenant: lu.maintenant }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ma journée" genre="agent">
      <Tete parts={d.parts} maintenant={d.maintenant} />
      {d.parts.map((part, i) => (
        <Part key={i} part={part} vue={vue} />
      ))}
      {d.parts.length === 0 ? (
        <>
          <h2 class="sr">À faire</h2>
          <Vide titre="Rien ne vous est demandé pour l’instant">Vos fonctions d’aujourd’hui n’ont pas de file de travail. Ce qui vous sera confié arrivera ici.</Vide>
        </>
      ) : null}
    </Gabarit>
  ),
})

function Tete({ parts, maintenant }: { parts: readonly Journee[]; maintenant: Date }) {
  const phrases = parts.flatMap((part) => part.phrase ?? [])
  const urgent = parts.find((part) => part.urgent)?.urgent
  const gestes = parts.flatMap((part) => part.gestes ?? [])
  return (
    <div class="bande">
      <div>
        <h1>Ma journée</h1>
        <p class="discret">
          {majuscule(dateLongue(maintenant))}. {phrases.join(' ')}
        </p>
      </div>
      {urgent || gestes.length > 0 ? (
        <p class="rang">
          {urgent ? (
            <Bouton href={urgent} taille="petit" icoApres="fleche">
              Ouvrir le plus urgent
            </Bouton>
          ) : null}
          {gestes.map((g) => (
            <Bouton key={g.href} href={g.href} ton="second" taille="petit">
              {g.libelle}
            </Bouton>
          ))}
        </p>
      ) : null}
    </div>
  )
}

function Part({ part, vue }: { part: Journee; vue: Vue }) {
  const cote = part.cote?.(vue)
  const comptes = part.comptes.length > 0 ? <Comptes comptes={part.comptes} /> : null
  return (
    <>
      {cote ? (
        <div class="matin">
          {comptes}
          <div class="panneau semaine">{cote}</div>
        </div>
      ) : (
        comptes
      )}
      {part.vue?.(vue)}
    </>
  )
}
