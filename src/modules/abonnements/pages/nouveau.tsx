import { page } from '../../../kernel/module.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { Actions, Avis, Bouton, Cases, Formulaire, Gabarit, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { listEnVigueur } from '../../demarches/index.ts'
import { GENRES } from '../abonnement.ts'
import { may } from '../porte.ts'

const ARIANE = [{ libelle: 'Abonnements', href: '/abonnements' }]

/** Opens a subscription. */
export const nouveau = page({
  path: '/abonnements/nouveau',
  may,
  titre: 'Créer un abonnement',
  gabarit: 'agent',
  load: async ({ db }) => ({ demarches: (await listEnVigueur(db, 'public')).map((d) => ({ valeur: d.code, libelle: d.titre })) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Créer un abonnement" genre="agent" ariane={ARIANE} scripts={['cle-acces.js']}>
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Créer un abonnement</h1>
        <Formulaire vue={vue} action="/abonnements">
          <Texte vue={vue} nom="nom" libelle="Quel logiciel" aide="Par exemple : caisse de retraite, suivi des certificats de vie" max={80} autocomplete="off" />
          <Texte vue={vue} nom="url" libelle="Son adresse" aide="Elle commence par https:// et se trouve sur Internet : un réseau privé est refusé" max={500} autocomplete="off" />
          <Cases vue={vue} nom="genres" libelle="De quoi il est prévenu" options={Object.entries(GENRES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
          <Cases vue={vue} nom="demarches" libelle="Pour quelles démarches" aide="Aucune cochée : toutes" options={d.demarches} />
          <Texte vue={vue} nom="territoires" libelle="Où" aide="Noms de communes ou de départements, séparés par des virgules ; « Bénin » pour tout le pays" max={500} autocomplete="off" />
          <ChampSecondFacteur vue={vue} verbe="Créer" />
          <Actions>
            <Bouton>Créer l’abonnement</Bouton>
            <a href="/abonnements">Annuler</a>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})

/** The secret of a new subscription, shown once. */
export function VueSecret({ vue, id, nom, secret }: { vue: Vue; id: string; nom: string; secret: string }) {
  return (
    <Gabarit vue={vue} titre="Nouvel abonnement" genre="agent" etroit ariane={ARIANE}>
      <h1>{nom}</h1>
      <Avis ton="att" titre="Ce secret ne sera plus jamais montré" niveau={2}>
        <p>Recopiez-le maintenant dans le logiciel : il y vérifie que l’envoi vient d’ici. Perdu, l’abonnement se supprime et se crée de nouveau.</p>
      </Avis>
      <p class="panneau code">{secret}</p>
      <p class="petit">
        Chaque envoi porte <span class="code">X-Iroko-Signature: t=…,v1=…</span> : <span class="code">v1</span> est l’empreinte HMAC-SHA-256 de <span class="code">t.corps</span> sous ce secret. Un même <span class="code">X-Iroko-Evenement</span> peut arriver deux fois : gardez-le pour ne le traiter qu’une.
      </p>
      <Actions>
        <Bouton href={`/abonnements/${id}`}>C’est noté</Bouton>
      </Actions>
    </Gabarit>
  )
}
