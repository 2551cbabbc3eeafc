import { calendrierCourant } from '../../../../kernel/calendrier/index.ts'
import { page, permission } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Bouton, Choix, Deux, Etiquette, Formulaire, Gabarit, Horloge, Panneau, ResumeErreurs, Revision, ZoneTexte, AConfirmer, Avis, saisi, Selection } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { direEtat, direNumero, exigerPassage, mayPasser, tonEtat } from '../../acte/acte.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import { limiteAnnulation } from '../../acte/horloge.ts'
import { direJour, tempsDe } from '../../acte/mots.ts'
import { lireActe, parId, peut, sujetActe } from '../../acte/porte.ts'
import { findMatiere, findNature } from '../../referentiel/referentiel.ts'
import { MESURES } from '../../mesure/mesure.ts'
import { listMesures } from '../../mesure/mesure.queries.ts'
import { listPieces } from '../../piece/piece.queries.ts'
import type { Avis as AvisPoint } from '../calculs.ts'
import { findControle } from '../controle.queries.ts'
import { examiner } from '../examen.ts'
import type { PointExamine } from '../examen.ts'
import { voisinsDe } from '../voisins.ts'
import { Voisins } from './voisins.tsx'

export const AVIS: readonly { valeur: AvisPoint; libelle: string }[] = [{ valeur: 'conforme', libelle: 'Conforme' }, { valeur: 'eclaircir', libelle: 'À éclaircir' }, { valeur: 'contraire', libelle: 'Contraire' }]
export type Examen = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }>) {
  const { db, maison, maintenant } = lu
  const acte = await lireActe(lu)
  exigerPassage(acte, 'controler')
  const [pieces, v] = await Promise.all([listPieces(db, acte.id), sousLesquels(db, maison, acte, maintenant)])
  const [points, controle, mesures, voisins] = await Promise.all([examiner(db, acte, pieces, v), findControle(db, acte.id), listMesures(db, acte.id, true), voisinsDe(db, maison, acte)])
  return {
    acte, pieces, points, controle, voisins, mesures, regles: v.regles, anomalies: v.anomalies.anomalies.filter((a) => a.code === 'A27' || a.code === 'A28' || a.code === 'A13'),
    commune: maison.territoires.trouver(acte.commune)?.nom ?? acte.commune, nature: findNature(v.natures, acte.nature)?.libelle ?? acte.nature, matiere: findMatiere(v.matieres, acte.matiere)?.chemin ?? '',
    temps: tempsDe(acte, v.regles, maintenant), annulable: acte.recuLe ? limiteAnnulation(acte.recuLe, v.regles, calendrierCourant()) : null, decide: peut(lu, 'legalite.decider', acte),
  }
}

/** The control of an act: the grid on the left, its conclusion on the right, what similar acts became below. */
export const examen = page({
  path: '/legalite/actes/:id/controle',
  may: permission('legalite.controler'),
  titre: 'Contrôler un acte',
  gabarit: 'agent',
  params: parId,
  sujet: sujetActe,
  consulte: (d: Examen) => `acte:${d.acte.id}`,
  load: charger,
  view: (d: Examen, vue) => (
    <Gabarit vue={vue} titre={`Contrôler ${direNumero(d.acte)}`} genre="agent" ariane={[{ libelle: 'Contrôle de légalité', href: '/legalite/controle' }, { libelle: direNumero(d.acte), href: `/legalite/actes/${d.acte.id}` }]}>
      <Bande titre={d.acte.objet}>
        <Etiquette ton={tonEtat(d.acte)}>{direEtat(d.acte)}</Etiquette>
        <span class="code">{direNumero(d.acte)}</span>
        <span class="discret">
          {d.nature}, {d.commune}, {direJour(d.acte.dateActe)}
        </span>
        {d.pieces.filter((p) => p.role === 'principal').map((p) => (
          <a key={p.id} href={`/legalite/actes/${d.acte.id}/pieces/${p.id}`} target="_blank" rel="noopener">
            Lire l’acte{p.pages ? `, ${p.pages} page${p.pages > 1 ? 's' : ''}` : ''}
            <span class="sr"> (nouvel onglet)</span>
          </a>
        ))}
        <a class="vers-decision" href="#conclusion">
          Aller à la conclusion
        </a>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={`/legalite/actes/${d.acte.id}/controle`} libelle="Contrôle de l’acte" garde>
        <Revision valeur={String(d.controle?.revision ?? 0)} vue={vue} />
        <Deux libelle="Conclusion" large colle aside={<Conclusion d={d} vue={vue} />}>
          <Panneau titre="Grille de contrôle" id="grille" {...(d.points.every((p) => p.verifie) ? {} : { fin: <AConfirmer>Grille à confirmer</AConfirmer> })}>
            {d.points.map((p, rang) => (
              <Point key={p.code} p={p} rang={rang + 1} d={d} vue={vue} />
            ))}
          </Panneau>
        </Deux>
      </Formulaire>
      <Pourquoi d={d} />
      <Voisins voisins={d.voisins} vue={vue} />
    </Gabarit>
  ),
})

function Point({ p, rang, d, vue }: { p: PointExamine; rang: number; d: Examen; vue: Vue }) {
  const garde = d.controle?.points[p.code]
  const propose = p.constat && p.constat.avis !== 'ignore' ? p.constat.avis : null
  const lu = saisi(vue, `p.${p.code}`)
  const avis = (typeof lu === 'string' ? lu : undefined) ?? garde?.avis ?? propose ?? ''
  const note = saisi(vue, `n.${p.code}`)
  return (
    <div class={avis === 'contraire' ? 'ctrl ctrl--2' : avis === 'eclaircir' ? 'ctrl ctrl--1' : 'ctrl'}>
      <div>
        <h3 id={`pt-${p.code}`}>
          {rang}. {p.libelle}
        </h3>
        <p>
          {p.question} <span class="discret">{p.source}</span>
        </p>
        {p.constat ? (
          <p class="petit">
            <Etiquette ton={p.constat.avis === 'conforme' ? 'bon' : p.constat.avis === 'contraire' ? 'tard' : p.constat.avis === 'eclaircir' ? 'pause' : 'neutre'}>{p.constat.avis === 'ignore' ? 'À vérifier' : 'Vérifié par la plateforme'}</Etiquette> {p.constat.phrase}
            {p.constat.aConfirmer ? <> <AConfirmer>règle à confirmer</AConfirmer></> : null}
          </p>
        ) : (
          <p class="petit discret">À regarder : {p.preuve.toLowerCase()}.</p>
        )}
      </div>
      <div class="tri" role="radiogroup" aria-labelledby={`pt-${p.code}`}>
        {AVIS.map((a) => (
          <label key={a.valeur}>
            <input type="radio" name={`p.${p.code}`} value={a.valeur} checked={avis === a.valeur} /> {a.libelle}
          </label>
        ))}
      </div>
      <div class="ctrl-n">
        <label class="lab" for={`n-${p.code}`}>
          Ce que vous écrivez à la commune
        </label>
        <textarea class="txt" id={`n-${p.code}`} name={`n.${p.code}`} rows={2} maxLength={1000}>
          {typeof note === 'string' ? note : (garde?.note ?? '')}
        </textarea>
      </div>
    </div>
  )
}

const SUITES = (d: Examen) => [
  { valeur: 'garder', libelle: 'Enregistrer la grille seulement' },
  ...(mayPasser(d.acte, 'clore') ? [{ valeur: 'sans-observation', libelle: 'Aucune observation', aide: 'Le contrôle de cet acte finit' }] : []),
  ...(['demande-pieces', 'observations', 'suspension', 'defere'] as const).filter((g) => mayPasser(d.acte, g) && !d.mesures.some((m) => m.genre === g && ['projet', 'soumise', 'signee', 'repondue'].includes(m.etat))).map((g) => ({ valeur: g as string, libelle: MESURES[g].verbe, aide: MESURES[g].aide })),
  ...(mayPasser(d.acte, 'retourner') ? [{ valeur: 'retourner', libelle: 'Retourner à la commune', aide: 'Illisible ou mal classé : la commune corrige et transmet de nouveau' }] : []),
]

function Conclusion({ d, vue }: { d: Examen; vue: Vue }) {
  const avis = d.points.map((p) => d.controle?.points[p.code]?.avis ?? null)
  const nombre = (a: AvisPoint) => avis.filter((x) => x === a).length
  return (
    <Panneau titre="Conclusion" id="conclusion" ton="fort">
      {d.controle ? (
        <ul class="bilan">
          <li>
            <b>{nombre('conforme')}</b> conformes
          </li>
          <li class="b1">
            <b>{nombre('eclaircir')}</b> à éclaircir
          </li>
          <li class="b2">
            <b>{nombre('contraire')}</b> contraires
          </li>
        </ul>
      ) : null}
      <Horloge temps={d.temps.temps} />
      {d.regles.delais.controle.verifie ? null : (
        <p class="petit">
          <AConfirmer>Délai à confirmer</AConfirmer> Son terme ne décide de rien.
        </p>
      )}
      {d.mesures.filter((m) => m.etat === 'projet' || m.etat === 'soumise' || m.etat === 'repondue').map((m) => (
        <Avis key={m.id} ton="att" titre={m.etat === 'repondue' ? 'Une réponse est à lire' : 'Une lettre est en préparation'}>
          <p>
            <a href={`/legalite/mesures/${m.id}`}>{MESURES[m.genre].titre}</a>
          </p>
        </Avis>
      ))}
      <Choix vue={vue} nom="suite" libelle="Suite à donner" valeur="garder" options={SUITES(d)} />
      {mayPasser(d.acte, 'retourner') ? (
        <details open={vue.erreurs.anomalie !== undefined}>
          <summary>Si vous retournez l’acte : pourquoi</summary>
          <Selection vue={vue} nom="anomalie" libelle="Anomalie" options={d.anomalies.map((a) => ({ valeur: a.code, libelle: `${a.code} ${a.phrase}` }))} facultatif />
        </details>
      ) : null}
      <ZoneTexte vue={vue} nom="note" libelle="Note interne" facultatif aide="La commune ne la lit pas." valeur={d.controle?.note ?? ''} lignes={2} max={1000} />
      <Bouton bloc>Enregistrer et continuer</Bouton>
      <p class="petit discret">Une lettre reprend vos notes. {d.decide ? 'Vous la relisez, puis la signez.' : 'Le préfet la signe avant l’envoi.'}</p>
    </Panneau>
  )
}

/** Why this act is examined as it is. */
function Pourquoi({ d }: { d: Examen }) {
  if (d.acte.selection.length === 0) return null
  return (
    <details class="petit">
      <summary>
        Risque {d.acte.risque} sur 100 : pourquoi cet acte est examiné {d.acte.approfondi ? 'en profondeur' : 'rapidement'}
      </summary>
      <ul>
        {d.acte.selection.map((m) => (
          <li key={m.code}>
            {m.libelle}
            {m.risque > 0 ? ` (+${m.risque})` : ''}
            {m.graine ? ` : tirage ${m.tirage}, graine ${m.graine}, accusé ${d.acte.arNumero}` : ''}
          </li>
        ))}
      </ul>
    </details>
  )
}
