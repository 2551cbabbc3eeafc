import { dateHeure } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Courriel, Deux, Etiquette, Gabarit, Panneau, Recap, ResumeErreurs, AConfirmer } from '../../../../ui/index.ts'
import type { LigneRecap, Vue } from '../../../../ui/index.ts'
import { direEtat, direNumero } from '../../acte/acte.ts'
import { getActe } from '../../acte/acte.queries.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import { direJour } from '../../acte/mots.ts'
import { departementDe, lecteurDe, posteDe } from '../../lecteur.ts'
import { listPieces } from '../../piece/piece.queries.ts'
import { direEtatMesure, ETATS_MESURE, MESURES, REPONSES, SENS_JUGEMENT } from '../mesure.ts'
import { lireMesure, mayLireMesure, parMesure, sujetMesure } from '../porte.ts'
import { sortieMesure } from '../sortie.ts'
import { Gestes } from './gestes.tsx'
import { Redaction } from './redaction.tsx'

export type LettreVue = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }>) {
  const { db, maison, maintenant } = lu
  const { mesure, controle } = await lireMesure(lu)
  const acte = await getActe(db, mesure.acteId, lecteurDe(lu))
  const { regles } = await sousLesquels(db, maison, acte, maintenant)
  const dans = (nom: 'legalite.decider' | 'legalite.transmettre') => lu.porteePour(nom).contient(acte.commune)
  return {
    mesure, acte, controle, regles, commune: maison.territoires.trouver(acte.commune)?.nom ?? acte.commune, jour: jourLocal(maintenant),
    complements: (await listPieces(db, acte.id)).filter((p) => p.role === 'complement' || p.role === 'reponse'),
    decide: dans('legalite.decider'), signe: dans('legalite.decider') && posteDe(lu.acteur, departementDe(maison.territoires, acte.commune), regles.autorites[mesure.genre].roles) !== undefined, repond: dans('legalite.transmettre') && !controle,
    signataires: regles.autorites[mesure.genre],
  }
}

/** An act of the prefect about an act of a commune: the letter, who signed it, what was answered, how it was read. */
export const lettre = page({
  path: '/legalite/mesures/:id',
  may: mayLireMesure,
  titre: 'Lettre de la préfecture',
  gabarit: 'agent',
  params: parMesure,
  sujet: sujetMesure,
  consulte: (d: LettreVue) => `acte:${d.acte.id}`,
  api: true,
  output: sortieMesure,
  load: charger,
  view: (d: LettreVue, vue) => (
    <Gabarit vue={vue} titre={`${MESURES[d.mesure.genre].titre} ${d.mesure.numero ?? ''}`} genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Actes', href: '/legalite/actes' }, { libelle: direNumero(d.acte), href: `/legalite/actes/${d.acte.id}` }]}>
      <Bande titre={MESURES[d.mesure.genre].titre}>
        <Etiquette ton={ETATS_MESURE[d.mesure.etat].ton}>{direEtatMesure(d.mesure)}</Etiquette>
        {d.mesure.numero ? <span class="code">{d.mesure.numero}</span> : null}
        <span class="discret">
          Acte <a href={`/legalite/actes/${d.acte.id}`}>{direNumero(d.acte)}</a>, commune de {d.commune}
        </span>
        <a class="vers-decision" href="#gestes">
          Aller à ce qu’il faut faire
        </a>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="À faire" large="trois" aside={<Gestes d={d} vue={vue} />} tete={<Corps d={d} vue={vue} />}>
        <Reponse d={d} />
      </Deux>
    </Gabarit>
  ),
})

function Corps({ d, vue }: { d: LettreVue; vue: Vue }) {
  const { mesure: m } = d
  if (m.etat === 'projet' || m.etat === 'soumise') return <Redaction d={d} vue={vue} />
  return (
    <Panneau titre="La lettre" id="lettre" {...(m.documentId ? { fin: <a href={`/legalite/mesures/${m.id}/lettre.pdf`}>Ouvrir le PDF signé</a> } : {})}>
      <Recap serre lignes={faitsDe(d)} />
      <Courriel entete={<b>{m.signeParNom ? `${m.signeParNom}, ${m.signeQualite}` : 'Non signée'}</b>} texte={m.texte.replaceAll('{reponse}', direJour(m.repondreAvant)).replaceAll('{motif}', m.motif)} {...(m.signeLe ? { pied: <span class="petit discret">Signée le {dateHeure(m.signeLe)}</span> } : {})} />
    </Panneau>
  )
}

function faitsDe({ mesure: m, acte, regles }: LettreVue): LigneRecap[] {
  return [
    { titre: 'Acte', valeur: acte.objet, note: direEtat(acte) },
    ...(m.motif ? [{ titre: 'Motif', valeur: m.motif }] : []),
    ...(m.repondreAvant ? [{ titre: 'Réponse attendue', valeur: `au plus tard le ${direJour(m.repondreAvant)}`, ...((m.genre === 'demande-pieces' ? regles.delais.reponse_pieces : regles.delais.reponse_observations).verifie ? {} : { fin: <AConfirmer /> }) }] : []),
    ...(m.jugementSens ? [{ titre: 'Décision du juge', valeur: SENS_JUGEMENT[m.jugementSens], note: `${m.juridiction}, n° ${m.jugementNumero}, ${direJour(m.jugementLe)}` }] : []),
    ...(m.dispositif ? [{ titre: 'Dispositif', valeur: m.dispositif }] : []),
  ]
}

function Reponse({ d }: { d: LettreVue }) {
  const { mesure: m } = d
  if (!m.reponseSens) return null
  return (
    <Panneau titre="La réponse de la commune" id="reponse">
      <Recap
        serre
        lignes={[
          { titre: 'Réponse', valeur: REPONSES[m.reponseSens], note: `${m.reponduParNom}, ${dateHeure(m.reponduLe!)}` },
          ...(m.acteReponse ? [{ titre: 'Nouvel acte', valeur: <a href={`/legalite/actes/${m.acteReponse}`}>Voir le nouvel acte</a> }] : []),
          ...(m.suite ? [{ titre: 'Lecture de la préfecture', valeur: m.suite === 'satisfait' ? 'Satisfaisante' : m.suite === 'insuffisant' ? 'Insuffisante' : 'Close', note: m.suiteNote }] : []),
        ]}
      />
      {m.reponse ? <Courriel entete={<b>{m.reponduParNom}</b>} texte={m.reponse} /> : null}
      {d.complements.length > 0 ? (
        <ul class="rangees">
          {d.complements.map((p) => (
            <li key={p.id}>
              <a href={`/legalite/actes/${d.acte.id}/pieces/${p.id}`} target="_blank" rel="noopener">
                {p.titre || p.nom}
                <span class="sr"> (nouvel onglet)</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Panneau>
  )
}
