import { z } from 'zod'
import { enumerer, fcfa, majuscule, pluriel } from '../../../lib/francais.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { AConfirmer, Bouton, BoutonSeul, Deux, Formulaire, Gabarit, Ico, Marche, Recap, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { direConservation } from '../conservation/regles.ts'
import type { Delai, Demarche } from '../definition.ts'
import { findEnVigueur, listEnVigueur } from '../definition.queries.ts'
import { chercherDemarches } from '../recherche.ts'
import { tarifDe } from '../tarif.ts'
import { direValidite } from '../validite.ts'

const UNITES: Readonly<Record<Delai['unite'], (n: number) => string>> = {
  jours: (n) => pluriel(n, 'jour'),
  jours_ouvres: (n) => `${pluriel(n, 'jour')} ${n > 1 ? 'ouvrés' : 'ouvré'}`,
  mois: (n) => `${n} mois`,
  jours_francs: (n) => `${pluriel(n, 'jour')} ${n > 1 ? 'francs' : 'franc'}`,
}

/** « 3 jours ouvrés ». */
export const direDelai = (delai: Pick<Delai, 'valeur' | 'unite'>): string => UNITES[delai.unite](delai.valeur)

/** Every procedure, found by its words. */
export const liste = page({
  path: '/demarches',
  may: ouvert,
  titre: 'Démarches',
  query: z.object({ q: z.string().max(100).optional() }),
  output: z.object({ q: z.string(), demarches: z.array(z.object({ code: z.string(), titre: z.string(), resume: z.string(), situation: z.string() })) }),
  api: true,
  load: async ({ db, query }) => {
    const trouvees = chercherDemarches(await listEnVigueur(db, 'public'), query.q)
    return { q: query.q ?? '', demarches: trouvees.map((d) => ({ code: d.code, titre: d.titre, resume: d.fiche.resume, situation: d.fiche.situation })) }
  },
  view: (donnees, vue) => (
    <Gabarit vue={vue} titre="Démarches" description="Toutes les démarches que vous pouvez faire ici." etroit>
      <h1>Démarches</h1>
      <Formulaire vue={vue} action="/demarches" methode="get" role="search" libelle="Chercher une démarche">
        <Texte vue={vue} nom="q" libelle="Que cherchez-vous ?" type="search" valeur={donnees.q} aide="Par exemple : pension, adresse, certificat" />
        <p class="champ">
          <Bouton ico="chercher">Chercher</Bouton>
        </p>
      </Formulaire>
      {donnees.demarches.length === 0 ? (
        <Vide titre={`Rien ne correspond à « ${donnees.q} »`} action={<a href="/demarches">Voir toutes les démarches</a>}>
          Essayez un autre mot, ou demandez à un guichet : un agent remplit la demande avec vous.
        </Vide>
      ) : (
        <ul class="simple pile suite">
          {donnees.demarches.map((d) => (
            <li key={d.code}>
              <h2>
                <a href={`/demarches/${d.code}`}>{d.titre}</a>
              </h2>
              <p>{d.resume}</p>
            </li>
          ))}
        </ul>
      )}
    </Gabarit>
  ),
})

const doute = (verifie: boolean) => (verifie ? null : <AConfirmer />)

function EnBref({ d, vue }: { d: Demarche; vue: Vue }) {
  const { fiche } = d
  return (
    <div class="bref">
      <BoutonSeul vue={vue} action={`/demarches/${d.code}/commencer`} ton="plein" taille="grand">
        Commencer la demande
      </BoutonSeul>
      {vue.personne ? null : (
        <p class="petit">
          Sans compte, vous recevez un code de suivi. <a href={`/connexion?suite=${encodeURIComponent(`/demarches/${d.code}`)}`}>Me connecter d’abord</a> la range dans votre compte.
        </p>
      )}
      <Recap
        lignes={[
          { titre: 'Délai', valeur: direDelai(d.delai), note: doute(d.delai.verifie) },
          { titre: 'Prix', ...prixDe(d) },
          { titre: 'Qui répond', valeur: fiche.autorite.texte, note: doute(fiche.autorite.verifie) },
        ]}
      />
      <p class="petit">
        Sans Internet ? <a href="/territoires">Trouver un guichet</a> : un agent remplit la demande avec vous.
      </p>
    </div>
  )
}

/** The price at a glance: what the stations ask for, or what the page says where none does. */
function prixDe(d: Demarche) {
  const tarif = tarifDe(d)
  if (tarif) return { valeur: tarif.texte, note: doute(tarif.regles.every((r) => r.verifie)) }
  return { valeur: d.fiche.frais.montant === null ? 'À demander' : fcfa(d.fiche.frais.montant), note: doute(d.fiche.frais.verifie) }
}

/** What a procedure is for, who may ask, papers, fee, delay, authority and legal source. */
export const service = page({
  path: '/demarches/:code',
  may: ouvert,
  titre: 'Démarche',
  params: z.object({ code: z.string().regex(/^[a-z0-9-]{3,60}$/) }),
  load: async ({ db, params }) => {
    const demarche = await findEnVigueur(db, params.code)
    if (!demarche) throw new Introuvable('Cette démarche n’existe pas, ou n’a plus cours')
    return { demarche }
  },
  view: ({ demarche: d }, vue) => (
    <Gabarit vue={vue} titre={d.titre} description={d.fiche.resume} ariane={[{ libelle: 'Démarches', href: '/demarches' }]}>
      <Deux
        libelle="En bref"
        colle
        aside={<EnBref d={d} vue={vue} />}
        tete={
          <>
            <h1>{d.titre}</h1>
            <p class="chapeau">{d.fiche.resume}</p>
          </>
        }
      >
        <div class="texte pile-l">
          <section class="pile">
            <h2>À quoi il sert</h2>
            <ul>{d.fiche.sertA.map((ligne) => <li key={ligne}>{ligne}</li>)}</ul>
          </section>
          <section class="pile">
            <h2>Qui peut le demander</h2>
            <ul>{d.fiche.pourQui.map((ligne) => <li key={ligne}>{ligne}</li>)}</ul>
          </section>
          <section class="pile">
            <h2>Les papiers</h2>
            <ul class="coches">
              {d.fiche.papiers.map((papier) => (
                <li key={papier.titre}>
                  <Ico nom="coche" />
                  <div>
                    <b>{papier.titre}</b> {doute(papier.verifie)}
                    {papier.aide ? <p class="discret">{papier.aide}</p> : null}
                  </div>
                </li>
              ))}
            </ul>
          </section>
          {d.fiche.etapes.length > 0 ? (
            <section class="pile">
              <h2>Comment cela se passe</h2>
              <Marche etapes={d.fiche.etapes.map((etape) => ({ titre: etape.titre, children: <p>{etape.texte}</p> }))} />
            </section>
          ) : null}
          <Regles d={d} />
          <section class="pile">
            <h2>Les textes</h2>
            <ul>
              {d.fiche.sources.map((source) => (
                <li key={source.texte}>
                  {source.texte} {doute(source.verifie)}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </Deux>
    </Gabarit>
  ),
})

const fiche = (montant: number | null) => (montant === null ? '' : `${fcfa(montant)}. `)

/** A source that says itself « à confirmer » gives these words to the tag: they are not said twice. */
export function partagerDoute(source: string): { source: string; doute?: string } {
  const [, dit = source, reste] = /^(.*?)[\s,;]*(à confirmer.*)$/iu.exec(source) ?? []
  return reste ? { source: dit, doute: majuscule(reste) } : { source }
}

/** Where a rule comes from; `dit` is the text beside it, which may already say the doubt. */
function Origine({ regle, dit = '' }: { regle: { source: string; verifie: boolean }; dit?: string }) {
  if (regle.verifie || /à confirmer/iu.test(dit)) return <>{regle.source}</>
  const lue = partagerDoute(regle.source)
  return (
    <>
      {lue.source} <AConfirmer>{lue.doute}</AConfirmer>
    </>
  )
}

/** One line for each payment, when it is asked and where it may be made; or what the page says of the price. */
function lignesPrix(d: Demarche) {
  const { stations } = d.circuit
  const signature = stations.findIndex((s) => s.genre === 'signature')
  const payantes = stations.filter((s) => s.genre === 'paiement')
  if (payantes.length === 0) return [{ titre: 'Prix', valeur: `${fiche(d.fiche.frais.montant)}${d.fiche.frais.texte}`, note: <Origine regle={d.fiche.frais} dit={d.fiche.frais.texte} /> }]
  return payantes.map((s) => ({
    titre: payantes.length === 1 ? 'Prix' : `Prix : ${s.libelle}`,
    valeur: `${typeof s.montant === 'number' ? fcfa(s.montant) : 'Selon vos réponses'}, ${stations.indexOf(s) > signature ? 'une fois la demande accordée' : 'avant la décision'}, ${enumerer(s.moyens.map((m) => (m === 'guichet' ? 'au guichet' : 'en ligne')), 'ou')}`,
    note: <Origine regle={s} />,
  }))
}

/** How long a closed file is kept; nothing where no rule is written. */
function lignesGarde({ conservation }: Demarche) {
  const phrase = conservation && direConservation(conservation)
  return phrase && conservation.dossier ? [{ titre: 'Conservation', valeur: phrase, note: <Origine regle={conservation.dossier} /> }] : []
}

/** Every rule of the procedure with its source, and « À confirmer » where nobody has confirmed it. */
function Regles({ d }: { d: Demarche }) {
  return (
    <section class="pile">
      <h2>Le prix, le délai et le recours</h2>
      <Recap
        lignes={[
          ...lignesPrix(d),
          { titre: 'Délai', valeur: `${direDelai(d.delai)} à partir du dépôt`, note: <Origine regle={d.delai} /> },
          { titre: 'Autorité', valeur: d.fiche.autorite.texte, note: <Origine regle={d.fiche.autorite} /> },
          ...(d.fiche.canal ? [{ titre: 'Où demander', valeur: d.fiche.canal.texte, note: <Origine regle={d.fiche.canal} /> }] : []),
          ...(d.document?.validite ? [{ titre: 'Durée de validité', valeur: direValidite(d.document.validite, direDelai(d.document.validite), d.formulaire), note: <Origine regle={d.document.validite} /> }] : []),
          ...lignesGarde(d),
          { titre: 'Recours', valeur: d.fiche.recours.texte, note: <Origine regle={d.fiche.recours} /> },
        ]}
      />
    </section>
  )
}
