import { calendrierCourant, jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import { Avis, Bande, CaseSeule, Deux, Formulaire, Gabarit, Horloge, Panneau, vueAvec } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { lireCadre, mayChanger, mayLire, PAYS, reglesCourantes } from '../porte.ts'
import { schemaRegles } from '../schemas.ts'
import { exemple, GESTES, querySimuler, RANGS, simuler as compter } from '../simulation.ts'
import type { Resultat } from '../simulation.ts'

/** How a delay runs, event after event, under the rules in force and under the draft. */
export const simuler = page({
  path: '/legalite/regles/simuler',
  may: mayLire,
  titre: 'Simuler un délai',
  gabarit: 'agent',
  query: querySimuler,
  load: async (lu) => {
    const vide = lu.query.recu === ''
    const q = vide ? { ...lu.query, ...exemple(jourLocal(lu.maintenant)) } : lu.query
    const [cadre, enVigueur] = await Promise.all([lireCadre(lu, 'regles'), reglesCourantes(lu)])
    // Whoever does not write the rules sees those that are published, to come included.
    const corps = mayChanger(lu, PAYS) && cadre.projet ? cadre.projet.corps : cadre.derniere && cadre.derniere.id !== cadre.enVigueur?.id ? cadre.derniere.corps : undefined
    const lues = schemaRegles.safeParse(corps)
    const calendrier = calendrierCourant()
    return { q, version: cadre.enVigueur!.version, nomAutre: mayChanger(lu, PAYS) && cadre.projet ? 'Le projet' : `Version ${cadre.derniere!.version}, à venir`, ici: compter(q, enVigueur, calendrier), autre: lues.success ? compter(q, lues.data, calendrier) : undefined }
  },
  view: (d, vue) => {
    const remplie = vueAvec(vue, { saisie: { ...d.q } })
    return (
      <Gabarit vue={vue} titre="Simuler un délai" genre="agent" ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }]}>
        <Bande titre="Simuler un délai" />
        <p class="chapeau">Dites quand un acte arrive et ce qui lui arrive : chaque date se calcule, avec sa raison. Rien n’est enregistré.</p>
        <Formulaire vue={vue} action="/legalite/regles/simuler" methode="get" libelle="Événements" classe="pile">
          <div class="filtres">
            <Boite nom="recu" libelle="Reçu le" type="date" valeur={d.q.recu} />
            <Boite nom="recuHeure" libelle="Heure" valeur={d.q.recuHeure} />
            <Boite nom="vu" libelle="Regardé le" type="date" valeur={d.q.vu} />
          </div>
          {RANGS.map((n) => (
            <fieldset key={n}>
              <legend class="lab">Événement {n}</legend>
              <div class="filtres">
                <div>
                  <label class="lab" for={`sim-g${n}`}>
                    Ce qui se passe
                  </label>
                  <select class="sel" id={`sim-g${n}`} name={`g${n}`}>
                    <option value="">Rien</option>
                    {GESTES.map((g) => (
                      <option key={g.valeur} value={g.valeur} selected={d.q[`g${n}`] === g.valeur}>
                        {g.libelle}
                      </option>
                    ))}
                  </select>
                </div>
                <Boite nom={`le${n}`} libelle="Le" type="date" valeur={d.q[`le${n}`]} />
                <Boite nom={`h${n}`} libelle="Heure" valeur={d.q[`h${n}`]} />
              </div>
            </fieldset>
          ))}
          <CaseSeule vue={remplie} nom="confirme" libelle="Règles à confirmer" phrase="Faire comme si les effets étaient confirmés" coche={d.q.confirme === 'oui'} />
          <div class="rang">
            <button class="btn">Calculer</button>
          </div>
        </Formulaire>
        {d.ici ? (
          <Deux
            libelle="Sous l’autre version"
            large
            aside={
              d.autre ? (
                <Calcul id="autre" titre={d.nomAutre} r={d.autre} />
              ) : (
                <Avis titre="Aucun projet de règles" niveau={2}>
                  <p>Quand le ministère prépare un changement, il se compare ici.</p>
                </Avis>
              )
            }
          >
            <Calcul id="ici" titre={`En vigueur, version ${d.version}`} r={d.ici} />
          </Deux>
        ) : null}
      </Gabarit>
    )
  },
})

function Boite({ nom, libelle, type = 'text', valeur }: { nom: string; libelle: string; type?: 'date' | 'text'; valeur: string }) {
  return (
    <div>
      <label class="lab" for={`sim-${nom}`}>
        {libelle}
      </label>
      <input class="txt" id={`sim-${nom}`} name={nom} type={type as 'text'} value={valeur} />
    </div>
  )
}

function Calcul({ id, titre, r }: { id: string; titre: string; r: Resultat }) {
  return (
    <Panneau titre={titre} id={id}>
      <Horloge temps={r.temps} />
      <p>{r.echeance ? `Dernier jour : ${direJour(r.echeance)}.` : 'Le délai est arrêté : il n’a pas de dernier jour.'}</p>
      <ol class="simple">
        {r.explications.map((x, n) => (
          <li key={n}>
            <b>{direJour(x.date)}</b>. {x.raison}.
          </li>
        ))}
      </ol>
    </Panneau>
  )
}
