// Displays equations: mdBook shows ```math as code, MathJax looks for \\[ and \\].
document.querySelectorAll("code.language-math").forEach((code) => {
  const equation = document.createElement("div");
  equation.textContent = "\\[" + code.textContent + "\\]";
  code.parentElement.replaceWith(equation);
});
