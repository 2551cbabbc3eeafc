import { Bouton, BoutonSeul, Etiquette, Panneau, Vide } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { POINTS_AU_PLUS } from '../seance.ts'
import { vueIssue } from '../proces-verbal.ts'
import { direDecompte, SCRUTINS } from '../vote.ts'
import type { Detail } from './detail.tsx'

type Point = Detail['points'][number]

/** The agenda in its order, with what may be done to each point, or what became of it. */
export function OrdreDuJour({ d, vue }: { d: Detail; vue: Vue }) {
  const prepare = d.tient && d.seance.etat === 'preparee'
  const base = `/legalite/seances/${d.seance.id}/points`
  const ajoute = prepare && d.points.length < POINTS_AU_PLUS
  return (
    <Panneau titre={d.points.length > 1 ? `Ordre du jour : ${d.points.length} points` : 'Ordre du jour'} id="ordre-du-jour" {...(d.points.length > 0 && ajoute ? { fin: <Bouton href={`${base}/nouveau`} ton="second" taille="petit" ico="plus">Ajouter un point</Bouton> } : {})}>
      {d.points.length === 0 ? (
        <Vide titre="L’ordre du jour est vide" action={ajoute ? <Bouton href={`${base}/nouveau`}>Ajouter un point</Bouton> : null}>
          {prepare ? 'Écrivez chaque point dans l’ordre où le conseil l’examinera.' : 'Aucun point n’a été écrit.'}
        </Vide>
      ) : (
        <ol class="rangees ordre">
          {d.points.map((p) => (
            <li key={p.id} id={`point-${p.rang}`}>
              <div>
                <b>
                  {p.rang}. {p.objet}
                </b>
                <span class="sous-l">{[p.natureMot, p.matiereMot, p.rapporteur && `rapporteur : ${p.rapporteur}`].filter(Boolean).join(' · ')}</span>
                <Issue p={p} d={d} />
              </div>
              {prepare ? <Deplacer p={p} vue={vue} base={base} dernier={p.rang === d.points.length} /> : d.tient && d.seance.etat === 'ouverte' ? <Bouton href={`${base}/${p.id}/vote`} ton="second" taille="petit">{p.vote ? 'Corriger' : 'Noter le vote'}<span class="sr"> du point {p.rang}</span></Bouton> : null}
            </li>
          ))}
        </ol>
      )}
    </Panneau>
  )
}

function Issue({ p, d }: { p: Point; d: Detail }) {
  const issue = vueIssue(p)
  if (!issue) return null
  const acte = d.actes.find((a) => a.pointId === p.id)
  return (
    <span class="rang petit">
      <Etiquette ton={issue.ton}>{issue.mot}</Etiquette>
      {p.pour === null ? null : (
        <span>
          {direDecompte({ pour: p.pour, contre: p.contre!, abstentions: p.abstentions! })} <span class="discret">(scrutin {SCRUTINS[p.scrutin!].toLowerCase()}{p.preponderante ? `, voix du président : ${p.preponderante}` : ''})</span>
        </span>
      )}
      {acte ? (
        <a class="code" href={`/legalite/actes/${acte.id}`}>
          {acte.numero}
        </a>
      ) : null}
    </span>
  )
}

function Deplacer({ p, vue, base, dernier }: { p: Point; vue: Vue; base: string; dernier: boolean }) {
  const rang = { rang: String(p.rang) }
  const bouton = (sens: 'monter' | 'descendre', mot: string) => (
    <BoutonSeul vue={vue} action={`${base}/${p.id}/deplacer`} champs={{ ...rang, sens }} taille="petit" ton="lien">
      {mot}
      <span class="sr"> le point {p.rang}</span>
    </BoutonSeul>
  )
  return (
    <div class="rang petit gestes-point">
      {p.rang > 1 ? bouton('monter', 'Monter') : null}
      {dernier ? null : bouton('descendre', 'Descendre')}
      <a href={`${base}/${p.id}`}>
        Modifier<span class="sr"> le point {p.rang}</span>
      </a>
      <BoutonSeul vue={vue} action={`${base}/${p.id}/retirer`} champs={rang} taille="petit" ton="lien">
        Retirer<span class="sr"> le point {p.rang}</span>
      </BoutonSeul>
    </div>
  )
}
