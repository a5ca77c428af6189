import { loader } from './loader.js'

export default loader(
  address => import(new URL(address, location.origin).href), // a script that Streamlit runs has no address of its own
  milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
)
