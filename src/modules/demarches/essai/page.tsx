import { dateHeure, pluriel, telephone } from '../../../lib/francais.ts'
import { longueurSms } from '../../../lib/sms.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Avis, Bande, Bouton, BoutonSeul, Circuit, Deux, Etiquette, Formulaire, Gabarit, Horloge, Panneau, Recap, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listAccords } from '../accord.queries.ts'
import { findStation } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import { enCours, ETATS } from '../dossier.ts'
import { getDossier } from '../dossier.queries.ts'
import { listEvenements } from '../evenement.queries.ts'
import { horlogeDe } from '../horloge.ts'
import { parId } from '../porte.ts'
import { stades } from '../stades.ts'
import { listVisas } from '../visa.queries.ts'
import { acteurComme, sujetEssai } from './comme.ts'
import { JOURS_ESSAI } from './essai.ts'
import { findProjetEssaye, listMessagesEssai } from './essai.queries.ts'
import type { MessageEssai } from './essai.queries.ts'

type Conduite = Awaited<ReturnType<typeof charger>>

async function charger({ db, params, maison, maintenant }: Pick<Lecture, 'db' | 'maison' | 'maintenant'> & { params: { id: string } }) {
  const dossier = await getDossier(db, params.id)
  const demarche = await getDemarche(db, dossier.demarche, dossier.version)
  return {
    dossier,
    demarche,
    projet: await findProjetEssaye(db, dossier.demarche, dossier.version),
    station: findStation(demarche, dossier.station),
    horloge: dossier.deposeLe ? horlogeDe(dossier.horloge, demarche.delai, dossier.decideLe ?? maintenant) : undefined,
    evenements: await listEvenements(db, dossier.id, true),
    visas: await listVisas(db, dossier.id),
    accords: await listAccords(db, dossier.id),
    messages: await listMessagesEssai(db, dossier.id),
    postes: dossier.attend.map((cle) => cle.replace('poste:', '')).map((poste) => ({ poste, ...acteurComme(poste, maison.territoires).postes[0]! })),
  }
}

/** A test, conducted by its author: who must act now, what time it is for the file, what would have been sent. */
export const essai = page({
  path: '/essais/:id',
  may: titulaire,
  titre: 'Essai d’une démarche',
  gabarit: 'agent',
  params: parId,
  sujet: sujetEssai,
  load: charger,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Essai, ${d.demarche.titre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, ...(d.projet ? [{ libelle: d.demarche.titre, href: `/conception/${d.projet}` }] : [])]}>
      <Bande titre={`Essai : ${d.demarche.titre}`}>
        <p class="rang">
          <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].agent}</Etiquette>
          <span class="code">{d.dossier.numero ?? 'pas encore déposé'}</span>
        </p>
      </Bande>
      <p class="discret">Vous seul le voyez. Rien n’est envoyé, compté, inscrit ni encaissé. Il s’efface seul au bout de {JOURS_ESSAI} jours.</p>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Le dossier d’essai" aside={<Cote d={d} vue={vue} />}>
        <div class="pile">
          <Panneau titre="À vous de jouer" id="agir" ton="fort">
            <Agir d={d} vue={vue} />
          </Panneau>
          <Messages messages={d.messages} />
        </div>
      </Deux>
    </Gabarit>
  ),
})

function Cote({ d, vue }: { d: Conduite; vue: Vue }) {
  const { dossier } = d
  return (
    <div class="pile">
      {d.horloge && enCours(dossier) && dossier.decideLe === null ? (
        <Panneau titre="Le délai" id="delai">
          <Horloge temps={versTemps(d.horloge)} />
          <Formulaire vue={vue} action={`/essais/${dossier.id}/avancer`} libelle="Avancer le temps">
            <Texte vue={vue} nom="jours" libelle="Avancer de combien de jours ?" aide="De 1 à 365. Le silence et les rappels suivent leurs règles" largeur={4} inputmode="numeric" />
            <Bouton ton="second" taille="petit">
              Avancer le temps
            </Bouton>
          </Formulaire>
        </Panneau>
      ) : null}
      {dossier.etat === 'brouillon' ? null : (
        <Panneau titre="Circuit" id="circuit">
          <Circuit noeuds={stades(d)} />
        </Panneau>
      )}
      <Panneau titre="Finir" id="finir">
        <BoutonSeul vue={vue} action={`/essais/${dossier.id}/effacer`} ton="danger" taille="petit">
          Effacer cet essai
        </BoutonSeul>
      </Panneau>
    </div>
  )
}

/** Whoever the file waits for: the author takes his place. */
function Agir({ d, vue }: { d: Conduite; vue: Vue }) {
  const { dossier } = d
  const base = `/essais/${dossier.id}`
  if (dossier.etat === 'brouillon')
    return (
      <p>
        Remplissez la demande comme le ferait un demandeur, jusqu’au dépôt. <Bouton href={`/brouillons/${dossier.id}`}>Remplir la demande</Bouton>
      </p>
    )
  return (
    <>
      {d.station ? <p>Le dossier est à « {d.station.titre} ».</p> : null}
      <Postes d={d} />
      {dossier.etat === 'suspendu' ? (
        <p>
          On attend le demandeur. <Bouton href={`/suivi/${dossier.id}`}>Répondre comme le demandeur</Bouton>
        </p>
      ) : null}
      {dossier.etat === 'liquide' ? (
        <BoutonSeul vue={vue} action={`${base}/payer`}>
          Faire comme si c’était payé
        </BoutonSeul>
      ) : null}
      {dossier.etat === 'sollicite' ? <Accords d={d} vue={vue} /> : null}
      {dossier.constatRequis && !dossier.constatId && enCours(dossier) ? (
        <BoutonSeul vue={vue} action={`${base}/constater`} ton="second">
          Faire comme si la personne avait été vue en vie
        </BoutonSeul>
      ) : null}
      {dossier.etat === 'signe' ? <p>La décision est signée, le papier se prépare. Rechargez la page dans un instant.</p> : null}
      {dossier.etat === 'delivre' ? (
        <p>
          Délivré. <Bouton href={`${base}/document.pdf`}>Ouvrir le papier d’essai</Bouton>
        </p>
      ) : null}
      {enCours(dossier) || dossier.etat === 'signe' ? null : <p>L’essai est allé jusqu’au bout : {ETATS[dossier.etat].agent.toLocaleLowerCase('fr')}.</p>}
      <p class="petit">
        <a href={`/suivi/${dossier.id}`}>Voir le dossier comme le demandeur</a>
      </p>
    </>
  )
}

/** The posts that the file waits for, or that it waits for nobody, which would stop it for ever. */
function Postes({ d: { dossier, postes } }: { d: Conduite }) {
  const perdu = enCours(dossier) && dossier.station && postes.length === 0 && !['suspendu', 'liquide', 'sollicite', 'differe'].includes(dossier.etat)
  if (perdu)
    return (
      <Avis ton="att" titre="Personne ne peut agir ici">
        <p>Aucun poste n’est appelé pour ce lieu. Dans la vraie vie, ce dossier n’avancerait plus : corrigez qui agit à cette station.</p>
      </Avis>
    )
  if (postes.length === 0) return null
  return (
    <ul class="rangees">
      {postes.map((p) => (
        <li key={p.poste}>
          <span>
            {p.roleTitre}
            <span class="sous-l">{p.bureau}</span>
          </span>
          <Bouton href={`/essais/${dossier.id}/comme/${encodeURIComponent(p.poste)}`} taille="petit">
            Agir comme {p.roleTitre.toLocaleLowerCase('fr')}
          </Bouton>
        </li>
      ))}
    </ul>
  )
}

function Accords({ d, vue }: { d: Conduite; vue: Vue }) {
  return (
    <ul class="rangees">
      {d.accords
        .filter((a) => a.reponse === null && a.closLe === null)
        .map((a) => (
          <li key={a.id}>
            <span>
              {a.titre}
              <span class="sous-l">{a.nom}</span>
            </span>
            <span class="rang">
              <BoutonSeul vue={vue} action={`/essais/${d.dossier.id}/accord`} champs={{ accord: a.id, reponse: 'oui' }} taille="petit">
                D’accord<span class="sr"> : {a.titre}</span>
              </BoutonSeul>
              <BoutonSeul vue={vue} action={`/essais/${d.dossier.id}/accord`} champs={{ accord: a.id, reponse: 'non' }} ton="second" taille="petit">
                Pas d’accord<span class="sr"> : {a.titre}</span>
              </BoutonSeul>
            </span>
          </li>
        ))}
    </ul>
  )
}

const CANAUX = { sms: 'SMS', courriel: 'Courriel' } as const

/** What would have left, and how long an SMS would have been. */
function Messages({ messages }: { messages: readonly MessageEssai[] }) {
  return (
    <Panneau titre="Messages qui seraient partis" id="messages">
      {messages.length === 0 ? <p class="discret">Aucun encore.</p> : null}
      {messages.map((m) => {
        const { signes, segments } = longueurSms(m.texte)
        return (
          <section key={m.id}>
            <h3>
              {m.canal === 'interne' ? 'Dans le compte du demandeur' : `${CANAUX[m.canal]} ${m.canal === 'sms' ? `au ${telephone(m.destinataire)}` : `à ${m.destinataire}`}`}
            </h3>
            <Recap serre lignes={[...(m.canal === 'sms' ? [] : [{ titre: 'Objet', valeur: m.sujet }]), { titre: dateHeure(m.le), valeur: m.texte, ...(m.canal === 'sms' ? { note: `${pluriel(signes, 'signe')}, ${pluriel(segments, 'SMS', 'SMS')}` } : {}) }]} />
          </section>
        )
      })}
    </Panneau>
  )
}
