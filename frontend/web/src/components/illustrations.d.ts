declare module "@ui5/webcomponents-fiori/dist/illustrations/sapIllus-Spot-*.js" {
  const svg: string;
  export default svg;
}
