import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { DOMAINE_DEMONSTRATION } from '../../kernel/identite/demonstration.ts'
import { hacher } from '../../kernel/identite/mot-de-passe.ts'
import { chiffrer } from '../../kernel/identite/second-facteur.ts'
import type { Maison } from '../../kernel/maison.ts'
import { uuidv7 } from '../../lib/uuid.ts'

export const MOT_DE_PASSE_DEMONSTRATION = 'iroko-demonstration'

type Compte = { courriel: string; nom: string; presentation: string; essayer: string; postes: { role: string; lieu: string; nature?: 'interim' }[] }

const compte = (prefixe: string, nom: string, presentation: string, essayer: string, ...postes: Compte['postes']): Compte => ({ courriel: `${prefixe}@${DOMAINE_DEMONSTRATION}`, nom, presentation, essayer, postes })

/** The demonstration's agents, printed at start. Places are looked up by name: « Bohicon I » is an arrondissement. */
export const COMPTES_DEMONSTRATION: readonly Compte[] = [
  compte('agent.bohicon1', 'Assiba Kpadonou', 'Agent d’arrondissement, Bohicon I', 'Vérifier un dossier, demander un papier, constater, proposer', { role: 'agent_arrondissement', lieu: 'Bohicon I' }),
  compte('chef.bohicon1', 'Hounsou Tognon', 'Chef d’arrondissement, Bohicon I', 'Signer une décision, révoquer un document', { role: 'chef_arrondissement', lieu: 'Bohicon I' }),
  compte('agent.bohicon2', 'Mahugnon Sènou', 'Agent d’arrondissement, Bohicon II', 'Ne voit que Bohicon II', { role: 'agent_arrondissement', lieu: 'Bohicon II' }),
  compte('se.bohicon', 'Hortense Agbodjan', 'Secrétaire exécutive, mairie de Bohicon', 'Signer pour toute la commune', { role: 'secretaire_executif', lieu: 'Bohicon' }),
  compte('guichet.bohicon', 'Codjo Lokossou', 'Agent de guichet, mairie de Bohicon', 'Remplir une demande pour quelqu’un', { role: 'agent_guichet', lieu: 'Bohicon' }),
  compte('interim.bohicon1', 'Rigobert Zinsou', 'Chef d’arrondissement par intérim, Bohicon I', 'Signer pendant une absence', { role: 'chef_arrondissement', lieu: 'Bohicon I', nature: 'interim' }),
  compte('agent.parakou', 'Baké Orou', 'Agent d’arrondissement, Parakou', 'Un dossier de Bohicon n’existe pas pour elle', { role: 'agent_arrondissement', lieu: '1er arrondissement de Parakou' }),
  compte('chef.parakou', 'Ganiou Chabi', 'Chef d’arrondissement, Parakou', 'Signer à Parakou', { role: 'chef_arrondissement', lieu: '1er arrondissement de Parakou' }),
  compte('prefecture.zou', 'Léopold Gbaguidi', 'Agent de la préfecture du Zou', 'Voir le territoire', { role: 'agent_prefecture', lieu: 'Zou' }),
  compte('ministere', 'Nafissatou Bio', 'Agent du ministère', 'Voir le pays', { role: 'agent_ministere', lieu: 'Bénin' }),
  compte('admin1', 'Afiavi Houngbédji', 'Administratrice', 'Comptes, postes, journal ; demander ce qui exige deux personnes', { role: 'administrateur', lieu: 'Bénin' }),
  compte('admin2', 'Kossi Adjovi', 'Administrateur', 'Accorder ce que l’autre administratrice demande', { role: 'administrateur', lieu: 'Bénin' }),
  compte('audit', 'Yabo Sabi', 'Auditeur', 'Lire les dossiers et le journal, sans rien changer', { role: 'auditeur', lieu: 'Bénin' }),
]

const NIVEAUX = { agent_arrondissement: 'arrondissement', chef_arrondissement: 'arrondissement', secretaire_executif: 'commune', agent_guichet: 'commune', agent_prefecture: 'departement' } as const

function lieuDe(maison: Maison, role: string, nom: string): { code: string; bureau: string } {
  if (nom === 'Bénin') return { code: 'BJ', bureau: 'Ministère' }
  const niveau = NIVEAUX[role as keyof typeof NIVEAUX]
  const trouve = maison.territoires.chercher(nom, { niveau })[0]
  if (!trouve) throw new Error(`Démonstration : « ${nom} » n’est pas dans le territoire`)
  return { code: trouve.code, bureau: maison.territoires.bureaux(trouve.code)[0]?.nom ?? trouve.nom }
}

/** Secret of a demonstration agent's authenticator: the same after each start, so that the codes shown stay right. */
export const totpDemonstration = (maison: Maison, courriel: string): Buffer => Buffer.from(maison.secret(`demo-totp:${courriel}`).subarray(0, 20))

/** Opens the demonstration's accounts and posts; nothing when they are there. */
export async function remplirComptes(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identite.agent where courriel like ${`%@${DOMAINE_DEMONSTRATION}`}`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const motDePasse = await hacher(MOT_DE_PASSE_DEMONSTRATION)
  for (const c of COMPTES_DEMONSTRATION) {
    const id = uuidv7(maintenant.getTime())
    const totp = chiffrer(maison.secret('totp'), totpDemonstration(maison, c.courriel))
    await sql`insert into identite.agent (id, nom, courriel, mot_de_passe, totp, totp_confirme_le, cree_le)
      values (${id}, ${c.nom}, ${c.courriel}, ${motDePasse}, ${totp}, ${maintenant}, ${maintenant})`.execute(tx)
    for (const p of c.postes) await affecter(tx, maison, id, p, maintenant)
  }
}

async function affecter(tx: Tx, maison: Maison, agentId: string, p: Compte['postes'][number], maintenant: Date): Promise<void> {
  const { code, bureau } = lieuDe(maison, p.role, p.lieu)
  await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${uuidv7()}, ${p.role}, ${code}, ${bureau}, '2022-02-20') on conflict do nothing`.execute(tx)
  const interim = p.nature === 'interim'
  const du = new Date(maintenant.getTime() - (interim ? 2 : 400) * 86_400_000)
  const au = interim ? new Date(maintenant.getTime() + 12 * 86_400_000) : null
  // One holder at a time: a second administrator gets a post of his own.
  const titulaire = await sql<{ id: string }>`select p.id from identite.poste p where p.role = ${p.role} and p.territoire = ${code}
    and (${interim} or not exists (select from identite.affectation a where a.poste_id = p.id and a.nature = 'titulaire')) limit 1`.execute(tx)
  const poste = titulaire.rows[0]?.id ?? (await autrePoste(tx, p.role, code, bureau))
  await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le)
    values (${uuidv7()}, ${poste}, ${agentId}, ${p.nature ?? 'titulaire'}, ${du}::date, ${au}::date, 'Acte de démonstration', 'systeme:demonstration', ${maintenant})`.execute(tx)
}

async function autrePoste(tx: Tx, role: string, code: string, bureau: string): Promise<string> {
  const id = uuidv7()
  await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${id}, ${role}, ${code}, ${`${bureau} (second poste)`}, '2022-02-20')`.execute(tx)
  return id
}
