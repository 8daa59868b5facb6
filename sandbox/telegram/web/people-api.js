/** The people's side of the chat over HTTP: one short method a request of `chat-api.ts`. */

/**
 * Makes the client. Each method resolves with the answer and rejects with a `Refused`, whose
 * message can be shown, or with the browser's own failure when nobody answers.
 */
export function createPeopleApi(fetchJson = requestJson) {
  const person = (id) => `/chat/people/${id}`;
  const chat = (id, chatId) => `${person(id)}/chats/${chatId}`;
  const message = (id, chatId, messageId) => `${chat(id, chatId)}/messages/${messageId}`;
  return {
    bot: () => fetchJson('GET', '/chat/bot'),
    people: async () => (await fetchJson('GET', '/chat/people')).people,
    addPerson: (body) => fetchJson('POST', '/chat/people', body),
    changePerson: (id, body) => fetchJson('PATCH', person(id), body),
    chats: async (id) => (await fetchJson('GET', `${person(id)}/chats`)).chats,
    history: (id, chatId) => fetchJson('GET', chat(id, chatId)),
    commands: async (id, chatId) =>
      (await fetchJson('GET', `${chat(id, chatId)}/commands`)).commands,
    send: (id, chatId, body) => fetchJson('POST', `${chat(id, chatId)}/messages`, body),
    start: (id) => fetchJson('POST', `${person(id)}/start`, {}),
    press: (id, chatId, messageId, place) =>
      fetchJson('POST', `${message(id, chatId, messageId)}/press`, place),
    read: (id, chatId) => fetchJson('POST', `${chat(id, chatId)}/read`, {}),
    clear: (id, chatId) => fetchJson('POST', `${chat(id, chatId)}/clear`, {}),
    block: (id) => fetchJson('POST', `${person(id)}/block`, {}),
    unblock: (id) => fetchJson('POST', `${person(id)}/unblock`, {}),
  };
}

/** The other side understood and said no; the message is its own words. */
class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

/** One request with a JSON body and a JSON answer. */
export async function requestJson(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = parseJson(text);
  if (!response.ok) throw new Refused(refusalWords(answer, response), response.status);
  return answer;
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalWords(answer, response) {
  const words = answer?.error?.message ?? answer?.error ?? answer?.message;
  return typeof words === 'string' ? words : `The sandbox answered ${response.status}.`;
}
