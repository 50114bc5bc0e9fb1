/** The engine's words for dates, amounts and counts stand with the schedule, where views and reasons use them too. */
export {
  count,
  dateInWords,
  dayInWords,
  instantInWords,
  lastDayInWords,
  moneyInWords,
  rateInWords,
  shareInWords,
  workInWords,
} from '../schedule/words.ts'
