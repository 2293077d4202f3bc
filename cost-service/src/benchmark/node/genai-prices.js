// Prices answers with @pydantic/genai-prices: one command a line in, one answer a line out, both JSON.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { calcPrice, extractUsage, findProvider, updatePrices, waitForUpdate } from '@pydantic/genai-prices'

const cases = []
let timestamp

// What the package says goes to standard error: standard output is for answers.
console.warn = console.error

async function load({ prices, bodies, at }) {
  const data = JSON.parse(readFileSync(prices, 'utf8'))
  updatePrices(({ setProviderData }) => setProviderData(data))
  await waitForUpdate()
  timestamp = new Date(at)
  for (const { model, body, extracted } of JSON.parse(readFileSync(bodies, 'utf8'))) {
    for (const { extractors } of extracted) {
      for (const extractor of extractors) {
        if ('input_price' in extractor) cases.push({ model, body, providerId: extractor.provider_id, flavor: extractor.api_flavor })
      }
    }
  }
  return { cases: cases.length }
}

function price({ model, body, providerId, flavor }) {
  const { usage } = extractUsage(findProvider({ providerId }), body, flavor)
  return calcPrice(usage, model, { providerId, timestamp })
}

function measure({ seconds }) {
  const begin = performance.now()
  const end = begin + seconds * 1000
  let calculations = 0
  let greatest = 0
  let now = begin
  while (now < end) {
    for (const one of cases) greatest = Math.max(greatest, price(one).total_price)
    calculations += cases.length
    now = performance.now()
  }
  return { per_second: calculations / ((now - begin) / 1000), greatest }
}

function prices() {
  return { prices: cases.map((one) => price(one)).map((result) => [String(result.input_price), String(result.output_price)]) }
}

const commands = { load, measure, prices }

for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    const { command, ...details } = JSON.parse(line)
    answer = await commands[command](details)
  } catch (error) {
    answer = { error: error.message }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
