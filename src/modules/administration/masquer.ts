/** Where a message goes, without giving the whole number or address to who only watches the outbox. */
export function masquerDestination(m: { canal: string; destinataire: string }): string {
  if (m.canal === 'interne') return 'compte'
  if (m.canal === 'sms') return `01 •• •• •• ${m.destinataire.slice(-2)}`
  const [nom = '', domaine = ''] = m.destinataire.split('@')
  return `${nom.slice(0, 1)}•••@${domaine}`
}
