import { momentRelatif, pluriel } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Avis, Bande, Bouton, BoutonSeul, Etiquette, Gabarit, Panneau, Tableau } from '../../../ui/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { ETATS, listEssais } from '../../demarches/index.ts'
import type { LigneEssai } from '../../demarches/index.ts'
import type { Projet } from '../projet.ts'
import type { Vue } from '../../../ui/vue.ts'
import { AFinir, MenuProjet, partiesDe } from '../menu.tsx'
import { champsDe, elements } from '../plan.ts'
import { lire } from '../brut.ts'
import { mayConcevoir, parId } from '../porte.ts'
import { getProjet } from '../queries.ts'

const QUOI = { presentation: 'Le titre, à qui elle sert, le prix, les papiers à préparer, l’autorité, le recours', questions: 'Les étapes et les questions de la demande', circuit: 'Qui vérifie, qui donne son avis, qui signe', delai: 'En combien de temps on répond, et ce que le silence veut dire', document: 'Le papier délivré, ce qu’il dit, ce que son QR contient', conservation: 'Combien de temps un dossier clos est gardé, et ce qu’il devient', messages: 'Ce qu’on écrit au demandeur à chaque moment' } as const

/** A project in one page: what each part still needs, and what one may do with it. */
export const projet = page({
  path: '/conception/:id',
  may: mayConcevoir,
  titre: 'Projet de démarche',
  gabarit: 'agent',
  params: parId,
  load: async ({ db, params, acteur }) => ({ projet: await getProjet(db, params.id), essais: await listEssais(db, params.id), moi: cleActeur(acteur) }),
  view: ({ projet: p, essais, moi }, vue) => {
    const parties = partiesDe(p)
    const fautes = parties.reduce((n, partie) => n + partie.fautes.length, 0)
    const ouvert = !p.publieLe && !p.abandonneLe
    return (
      <Gabarit vue={vue} titre={p.titre} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }]}>
        <MenuProjet projet={p} ici="ensemble" />
        <Bande titre={p.titre} actions={ouvert ? <Bouton href={`/conception/${p.id}/publier`}>Relire et publier</Bouton> : undefined} />
        <AFinir projet={p} partie="presentation" vue={vue} />
        {p.version ? <Avis ton="ok" titre={`Publié : version ${p.version}`}>{null}</Avis> : null}
        {p.abandonneLe ? <Avis ton="non" titre="Ce projet est abandonné">{null}</Avis> : null}
        <Tableau
          vue={vue}
          legende="Les parties de la démarche"
          fiche
          lignes={parties}
          cle={(x) => x.partie}
          colonnes={[
            { titre: 'Partie', entete: true, cellule: (x) => <a href={x.href}>{x.titre}</a> },
            { titre: 'Ce qu’elle dit', cellule: (x) => QUOI[x.partie] },
            { titre: 'État', place: 'etat', cellule: (x) => <Etiquette ton={x.fautes.length > 0 ? 'pause' : 'bon'}>{x.fautes.length > 0 ? pluriel(x.fautes.length, 'point à finir', 'points à finir') : 'Complète'}</Etiquette> },
          ]}
          vide={null}
        />
        <p>
          {pluriel(elements(lire(p.contenu, 'formulaire.etapes')).length, 'étape')}, {pluriel(champsDe(p.contenu).length, 'question')}, {pluriel(elements(lire(p.contenu, 'circuit.stations')).length, 'station')}.{' '}
          {fautes === 0 ? 'Tout est prêt à être publié.' : `${pluriel(fautes, 'point reste', 'points restent')} à finir.`}
        </p>
        {ouvert || essais.length > 0 ? <Essais vue={vue} projet={p} pret={fautes === 0 && ouvert} essais={essais} moi={moi} /> : null}
        <Panneau titre="Autres gestes" id="gestes">
          <div class="rang">
            <Bouton href={`/conception/${p.id}/demarche.zip`} ton="second" ico="telecharger">
              Exporter
            </Bouton>
            <BoutonSeul vue={vue} action={`/conception/${p.id}/copier`} ton="second">
              Copier
            </BoutonSeul>
            {ouvert ? (
              <BoutonSeul vue={vue} action={`/conception/${p.id}/abandonner`} ton="danger">
                Abandonner ce projet
              </BoutonSeul>
            ) : null}
          </div>
          <p class="discret">L’export est l’archive d’un dossier, demarche.yaml, document.typ, les tables et les images : elle s’importe telle quelle dans une autre installation d’Iroko.</p>
        </Panneau>
      </Gabarit>
    )
  },
})

/** Files of the project filled in and followed for real, seen by their author alone. */
function Essais({ vue, projet, pret, essais, moi }: { vue: Vue; projet: Projet; pret: boolean; essais: readonly LigneEssai[]; moi: string }) {
  return (
    <Panneau titre="Essayer pour de vrai" id="essais">
      <p>Remplissez la demande, puis agissez comme chacun de ceux qui la traitent. Rien n’est envoyé, compté ni encaissé, et le papier ne vaut rien.</p>
      {pret ? (
        <BoutonSeul vue={vue} action={`/conception/${projet.id}/essayer`} champs={{ _revision: String(projet.revision) }}>
          Commencer un essai
        </BoutonSeul>
      ) : (
        <p class="discret">Réglez d’abord les points à finir.</p>
      )}
      {essais.length > 0 ? (
        <>
          <ul class="simple">
            {essais.map((e) => (
              <li key={e.id}>
                {e.titulaire === moi ? <a href={`/essais/${e.id}`}>{e.numero ?? 'Essai à remplir'}</a> : (e.numero ?? 'Essai d’un collègue')} <Etiquette ton={ETATS[e.etat].ton}>{ETATS[e.etat].agent}</Etiquette> <span class="discret">{momentRelatif(e.creeLe, vue.maintenant)}</span>
              </li>
            ))}
          </ul>
          <BoutonSeul vue={vue} action={`/conception/${projet.id}/effacer-essais`} ton="danger" taille="petit">
            Effacer les essais
          </BoutonSeul>
        </>
      ) : null}
    </Panneau>
  )
}
