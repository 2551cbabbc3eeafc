import { createTransport } from 'nodemailer'
import type { Reglages } from '../reglages.ts'
import type { Message } from './queries.ts'

/** Hands one message to its carrier. Throws when the carrier refuses or does not answer within 20 s. */
export async function envoyer(message: Message, reglages: Reglages): Promise<void> {
  if (message.canal === 'courriel' && reglages.smtp) return envoyerCourriel(message, reglages.smtp, reglages)
  if (message.canal === 'sms' && reglages.sms) return envoyerSms(message, reglages.sms)
  // In the demonstration nothing leaves the machine: the outbox page shows what would have been sent.
  if (reglages.mode !== 'production') return
  throw new Error(message.canal === 'sms' ? 'SMS_URL n’est pas réglé' : 'SMTP_URL n’est pas réglé')
}

async function envoyerCourriel(message: Message, smtp: string, reglages: Reglages): Promise<void> {
  const transport = createTransport(smtp, { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 20_000 } as never)
  const hote = new URL(reglages.adresse).hostname
  try {
    // One Message-ID per row: a second run of the same task is recognised by the receiver.
    await transport.sendMail({ from: `Iroko <ne-pas-repondre@${hote}>`, to: message.destinataire, subject: message.sujet, text: message.texte, messageId: `<${message.id}@${hote}>` })
  } finally {
    transport.close()
  }
}

/** Generic HTTP gateway: POST JSON {id, destinataire, texte}; any 2xx is an acceptance. `id` lets it drop a double. */
async function envoyerSms(message: Message, sms: { url: string; jeton: string | undefined }): Promise<void> {
  const reponse = await fetch(sms.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': message.id, ...(sms.jeton ? { authorization: `Bearer ${sms.jeton}` } : {}) },
    body: JSON.stringify({ id: message.id, destinataire: message.destinataire, texte: message.texte }),
    signal: AbortSignal.timeout(20_000),
  })
  if (!reponse.ok) throw new Error(`La passerelle SMS répond ${reponse.status}`)
}
